from django.urls import path

from portal.registers import deeds, disclosures, entry, pages, shelf, tasks

app_name = "registers"
record = "registers/<slug:key>/<int:record>/"

urlpatterns = [
    path("courtyards/", shelf.RegisterList, {"key": "courtyards"}, name="courtyard-list"),
    path("courtyards/<str:code>/", pages.CourtyardDetail, name="courtyard-detail"),
    path("firms/", shelf.RegisterList, {"key": "firms"}, name="firm-list"),
    path("firms/<str:uscc>/", pages.FirmDetail, name="firm-detail"),
    path("bin/", deeds.Bin, name="bin"),
    path("bin/<int:entry>/restore/", deeds.BinRestore, name="bin-restore"),
    path("files/<int:file>/", pages.FileDownload, name="file-download"),
    path("files/<int:file>/detach/", deeds.FileDetach, name="file-detach"),
    path("disclosures/", disclosures.DisclosureList, name="disclosures"),
    path("exports/", disclosures.ExportList, name="exports"),
    path("tasks/", tasks.TaskList, name="tasks"),
    path("registers/", shelf.RegisterIndex, name="index"),
    path("registers/<slug:key>/", shelf.RegisterList, name="register-list"),
    path("registers/<slug:key>/new/", entry.RecordCreate, name="record-create"),
    path("registers/<slug:key>/bulk/", deeds.BulkEdit, name="bulk-edit"),
    path("registers/<slug:key>/views/save/", shelf.ViewSave, name="view-save"),
    path("registers/<slug:key>/views/<int:view>/delete/", shelf.ViewDelete, name="view-delete"),
    path("registers/<slug:key>/suggest/<slug:field>/", shelf.Suggest, name="suggest"),
    path(record, pages.RecordDetail, name="record-detail"),
    path(f"{record}edit/", entry.RecordEdit, name="record-edit"),
    path(f"{record}end/", entry.RecordEnd, name="record-end"),
    path(f"{record}remove/", entry.RecordRemove, name="record-remove"),
    path(f"{record}card/", pages.Card, name="record-card"),
    path(f"{record}reveal/", pages.Reveal, name="record-reveal"),
    path(f"{record}files/", deeds.FileAttach, name="file-attach"),
]
