"""How static files are kept: compressed, under names that change with their content."""

from whitenoise.storage import CompressedManifestStaticFilesStorage

# `import { … } from "./rows.js";` and `import "./keys.js";`, as our own scripts import each other. Django's own patterns
# for modules would take every package's scripts at their word, and some name files that are not there.
IMPORTS = (
    (r'(?P<matched>(?P<what>import \{[^}]*\} from) "(?P<url>\./[^"]+)";)', '%(what)s "%(url)s";'),
    (r'(?P<matched>import "(?P<url>\./[^"]+)";)', 'import "%(url)s";'),
)


class Storage(CompressedManifestStaticFilesStorage):
    """Scripts of ours that import each other find each other under those names, too."""

    patterns = (*CompressedManifestStaticFilesStorage.patterns, ("portal/*.js", IMPORTS))
