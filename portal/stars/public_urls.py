"""What everybody may read of a district's ratings: /public/<district>/ratings/<year>/."""

from django.urls import path

from portal.stars import public

app_name = "public"

urlpatterns = [path("<int:place>/ratings/<int:year>/", public.PublicStars, name="stars")]
