"""How `{{ form }}` and `{{ form.field.as_field_group }}` look everywhere."""

from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """Label, help, error and input, tied together for screen readers; what is optional says so."""

    form_template_name = "core/forms/form.html"
    field_template_name = "core/forms/field.html"
