"""What was ticked in a list: the ids in an address, as `id`."""

from ideabank.visit.visit import Visit
from ideabank.web.request import whole

MOST = 500


def ticked(visit: Visit) -> list[int]:
    """The ids in the order of the ticks, each once; what is none is left out, and so is what is beyond the most that can be taken at once."""
    told = [whole(one) for one in visit.query_params.getlist("id")]
    return [one for one in dict.fromkeys(told) if one][:MOST]
