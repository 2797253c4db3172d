from django.urls import path

from party_org import views

app_name = "party_org"

urlpatterns = [
    path("board/", views.Board, name="board"),
    path("board/pairings/", views.ProposalPairings, name="proposal-pairings"),
    path("board/cadres/", views.ProposalCadres, name="proposal-cadres"),
    path("cross-posts/", views.CrossPosts, name="cross-posts"),
    path("tree/", views.Tree, name="tree"),
]
