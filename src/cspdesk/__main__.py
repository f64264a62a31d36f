"""`python -m cspdesk` does what `cspdesk` does."""

import sys

from cspdesk.app.main import main

sys.exit(main())
