"""An answer, an audit, a replay: for a terminal and for programs. The only room that knows the terminal library."""
