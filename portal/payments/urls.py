from django.urls import path

from portal.payments import accounts, claims, deeds, money, objections, pages, paper, plans, sample

app_name = "payments"

urlpatterns = [
    path("", pages.BatchList, name="batch-list"),
    path("prepare/", plans.BatchPrepare, name="batch-prepare"),
    path("fund/", money.FundStatement, name="fund-statement"),
    path("fund/enter/", money.FundEnter, name="fund-enter"),
    path("ladder/", money.LadderDetail, name="ladder-detail"),
    path("accounts/", accounts.PayeeList, name="payee-list"),
    path("accounts/of/<slug:code>/", accounts.PayeeCreate, name="payee-create"),
    path("accounts/<int:account>/deed/", accounts.PayeeDeed, name="payee-deed"),
    path("accounts/<int:account>/reveal/", accounts.PayeeReveal, name="payee-reveal"),
    path("claims/", claims.ClawbackList, name="clawback-list"),
    path("claims/of/<slug:code>/", claims.ClawbackCreate, name="clawback-create"),
    path("claims/<int:claim>/", claims.ClawbackDetail, name="clawback-detail"),
    path("items/<int:item>/object/", objections.ItemObject, name="item-object"),
    path("objections/<int:protest>/", objections.ProtestDetail, name="protest-detail"),
    path("<int:batch>/", pages.BatchDetail, name="batch-detail"),
    path("<int:batch>/deed/", deeds.BatchDeed, name="batch-deed"),
    path("<int:batch>/publish/", plans.BatchPublish, name="batch-publish"),
    path("<int:batch>/notice/", paper.BatchNotice, name="batch-notice"),
    path("<int:batch>/file/", paper.BatchFile, name="batch-file"),
    path("<int:batch>/result/", plans.ResultTake, name="result-take"),
    path("<int:batch>/sample/", sample.BatchSample, name="batch-sample"),
    path("<int:batch>/sample/draw/", deeds.SampleDraw, name="sample-draw"),
]
