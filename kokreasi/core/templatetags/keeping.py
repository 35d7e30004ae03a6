"""A part of a page that is the same for everybody, kept until data change (decision 0009)."""

from typing import Any
from urllib.parse import quote

from django import template
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from kokreasi.core.page_cache import LONGEST_QUERY, kept_until_change

register = template.Library()


@register.tag
def kept(parser: Parser, token: Token) -> "KeptNode":
    """Keep what the block writes: `{% kept "plan" plan.reference day %}…{% endkept %}`.

    Name and values tell one part from another; language and data are looked after here. The block
    must be the same for every visitor: nothing in it asks who reads, and the view hands over what
    the public sees. What it hands over unread (a query set, a function) is read only when the
    block is written.
    """
    tag, *values = token.split_contents()
    if not values:
        raise template.TemplateSyntaxError(f"{tag}: a kept part needs a name")
    content = parser.parse(("endkept",))
    parser.delete_first_token()
    return KeptNode([parser.compile_filter(value) for value in values], content)


class KeptNode(template.Node):
    """Writes its content once until data change; each time where its name is too long to keep."""

    child_nodelists = ("content",)

    def __init__(self, values: list[FilterExpression], content: NodeList) -> None:
        self.values = values
        self.content = content

    def render(self, context: Any) -> SafeString:
        values = (str(value.resolve(context)) for value in self.values)
        name = quote("-".join(("part", get_language() or "", *values)))
        if len(name) > LONGEST_QUERY:
            return self.content.render(context)
        return kept_until_change(name, lambda: self.content.render(context))
