from django.urls import path

from portal.rounds import deeds, entries, objections, pages, plans

app_name = "rounds"

urlpatterns = [
    path("open/", plans.RoundOpen, name="round-open"),
    path("objections/<int:objection>/", objections.ObjectionDetail, name="objection-detail"),
    path("decisions/<int:decision>/deed/", deeds.DecisionDeed, name="decision-deed"),
    path("<int:year>/", pages.RoundWay, name="round-way"),
    path("<int:year>/deed/", deeds.RoundDeed, name="round-deed"),
    path("<int:year>/left-out/", pages.LeftOutList, name="left-out-list"),
    path("<int:year>/draws/<int:draw>/", pages.DrawDetail, name="draw-detail"),
    path("<int:year>/publicity/", plans.PublicityCreate, name="publicity-create"),
    path("<int:year>/publicity/<int:publicity>/", pages.PublicityDetail, name="publicity-detail"),
    path("<int:year>/courtyards/", entries.EntryList, name="entry-list"),
    path("<int:year>/courtyards/deed/", deeds.EntryDeeds, name="entry-deeds"),
    path("<int:year>/courtyards/<slug:code>/", entries.EntryDetail, name="entry-detail"),
    path("<int:year>/courtyards/<slug:code>/object/", objections.ObjectionCreate, name="objection-create"),
    path("<int:year>/courtyards/<slug:code>/propose/<slug:kind>/", plans.DecisionCreate, name="decision-create"),
]
