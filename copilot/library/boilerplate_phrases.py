"""What prompts, footers and disclaimers say, as patterns, one per line: extend these lists, the rules that use them stay.

A pattern is a regular expression without regard to case. Those of a line's beginning are matched there, the others anywhere.
"""

from __future__ import annotations

# Beginning a line or a sentence: asks the reader to do something on the site.
PROMPTS = [
    r"(?:log|sign)[ -]?in\b(?:$| to | or | for |[.!,|])",
    r"login\b",
    r"sign(?:ing)?[ -]?up\b(?: for| to| now|$|[.!,|])",
    r"register (?:now|for|to|today|free)\b",
    r"subscribe\b(?: now| to| for| today|$|[.!,|])",
    r"subscribers can\b",
    r"upgrade (?:to|now|your)\b",
    r"create (?:an?|your) (?:free )?account",
    r"already (?:a|have an?) (?:member|subscriber|account)",
    r"not (?:yet )?a (?:member|subscriber)",
    r"start your (?:free )?trial",
    r"get (?:the|our|your|full|unlimited|instant) .{0,40}(?:newsletter|inbox|app\b|access|alerts|updates)",
    r"join (?:us|our|the (?:conversation|discussion)|now)\b",
    r"follow us\b",
    r"follow .{0,40} on (?:x\b|twitter|facebook|linkedin|instagram)",
    r"share (?:this|on|via|article|story)\b",
    r"click (?:here|to|the|below)\b",
    r"download (?:the|our) (?:app|report|free)",
    r"read (?:more|next|also|the full|full)\b",
    r"continue reading",
    r"skip to (?:main )?content",
    r"accept (?:all )?cookies",
    r"(?:we use|this (?:site|website) uses) cookies",
    r"ask (?:any|a|your) question",
    r"contact us\b",
    r"have a tip\b",
    r"use the chat ?box",
]
# Beginning a line of its own: furniture of a page.
FURNITURE = [
    r"unlock\b",
    r"try .{0,30}\bfree\b",
    r"tap (?:here|to)\b",
    r"see also\b",
    r"more (?:from|on this)\b",
    r"view (?:all|comments|more)\b",
    r"back to (?:top|home)",
    r"jump to\b",
    r"advertisement\b",
    r"(?:sponsored|promoted)(?: content| post|$|:)",
    r"manage (?:your )?(?:preferences|subscription|cookies)",
    r"enable javascript",
    r"loading\b[.…]*$",
    r"privacy policy",
    r"terms (?:of|and) (?:use|service|conditions)",
    r"send (?:us )?(?:tips|feedback)",
    r"copy link",
    r"print(?: this)?(?: article| page)?$",
    r"listen to (?:this )?article",
    r"watch(?: now| live|:)",
    r"save (?:this )?article",
    r"add to (?:watchlist|favou?rites)",
    r"set (?:a )?price alert",
    r"most (?:read|popular)\b",
    r"trending(?: now|$|:)",
    r"recommended (?:for you|stories|reading)",
    r"you (?:may|might) also like",
    r"in this article(?:$|:)",
    r"table of contents",
    r"comments are closed",
    r"related (?:stocks|articles|news|stories|reading|topics|tickers|links|companies|content|tags|posts|quotes|symbols)\b",
    r"(?:related|tags|topics|tickers|share|comments?|menu|home|search|newsletters?)\s*(?:$|:)",
]
# Anywhere in a short line.
FOOTERS = [
    r"©|\(c\) ?(?:19|20)\d\d|copyright (?:©|\(c\)|19|20)",
    r"all rights reserved",
    r"reproduction .{0,30}prohibited",
    r"use the chat ?box",
    r"^\W*(?:reporting|editing|writing|compiled|additional reporting) by [A-Z]",
    r"^(?:photo|image|picture|chart|graphic|video)s?(?: by| credit|:|/)",
    r"(?:originally|first) (?:published|appeared) (?:on|in|at)\b",
    r"log in to (?:personali[sz]e|access|view|read|continue|comment|see)",
    r"^https?://\S+$",
    r"^\S+@\S+\.\w+$",
    r"^\[\d+\]:?\s+.{0,120}https?://\S+$",
    r"^\d+ min(?:ute)?s? read$",
    r"^\d+ (?:comments?|shares?|views?|likes?)$",
]
# Anywhere in a sentence.
DISCLAIMERS = [
    r"(?:not|nor|never|n't) (?:\w+ ){0,3}(?:constitute|intended (?:as|to)|meant (?:as|to be)|represent|provide)\b.{0,80}"
    r"\b(?:advice|recommendation|solicitation|offer|endorsement)",
    r"(?:not|nor|never) (?:\w+ ){0,2}be (?:construed|considered|relied|taken|regarded|interpreted)\b.{0,80}"
    r"\b(?:advice|recommendation|solicitation|offer|endorsement)",
    r"\b(?:is|are) not (?:an? |any )?(?:\w+ ){0,3}(?:investment|financial|trading|legal|tax|individual|personal)\b.{0,30}"
    r"\b(?:advice|recommendation)",
    r"\bnothing (?:in|on|here)\b.{0,60}\b(?:advice|recommendation|solicitation|offer)",
    r"for (?:general |your )?(?:informational?|educational|illustrative|entertainment)(?:,? (?:and|or) \w+)? (?:purposes?|use)\b",
    r"\bfor information only\b",
    r"past (?:performance|results|returns?) (?:is|are|do|does|may|should|cannot|can|will) (?:not?|never)\b",
    r"(?:consult|speak (?:to|with)|seek advice from) (?:with )?(?:an?|your) (?:\w+ ){0,3}(?:advis[eo]r|professional|planner)",
    r"(?:views|opinions)\b.{0,40}\b(?:are|expressed)\b.{0,40}\b(?:those of the|do not (?:necessarily )?(?:reflect|represent))",
    r"(?:author|writer|analyst|we|i|firm)\b.{0,30} (?:holds?|has|have|had|owns?) (?:no|a|any)\b.{0,20}\bpositions?\b",
    r"(?:staff|employees|affiliates|clients|authors?) may (?:hold|own|trade|have)\b",
    r"forward-looking statements?\b.{0,60}\b(?:within the meaning|involve|subject to|safe harbor|are based)",
    r"safe harbor statement",
    r"no (?:warranty|guarantee|representation)[^.]{0,60}(?:accura|complete)",
    r"may not get back",
    r"(?:insights|content|article|report|summary|text) (?:is|are|was|were) (?:\w+ )?(?:generated|produced|written|created)"
    r" (?:using|by|with) (?:an? )?(?:ai\b|artificial intelligence|automated|machine)",
    r"(?:intended )?(?:only )?for (?:professional|institutional|qualified|accredited|wholesale) (?:investors|clients|use)\b",
    r"not for (?:onward|public|further) (?:distribution|redistribution)",
    r"accepts? no (?:liability|responsibility)",
    r"earns? (?:fees|commissions?) from\b.{0,60}\b(?:named|mentioned|linked|on this)",
]
DISCLAIMER_HEADINGS = [
    r"disclaimers?",
    r"disclosures?",
    r"important (?:information|disclosures?)",
    r"risk (?:warning|disclosure)s?",
    r"legal notice",
]
ABOUT = [
    r"about us\b",
    r"about (?:this (?:newsletter|site|publication|report)|the (?:author|writer|company|analyst|publisher))s?\b",
]
