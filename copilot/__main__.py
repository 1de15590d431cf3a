"""`python -m copilot`: the same program as the `copilot` command."""

from copilot.cli.main import main

raise SystemExit(main())
