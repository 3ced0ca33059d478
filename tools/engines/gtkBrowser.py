"""One window with one WebKitGTK view for WebKitWebDriver: as large as asked for, with a profile and a download folder of its own."""

import os
import sys

import gi

gi.require_version("Gtk", "3.0")
gi.require_version("WebKit2", "4.1")
from gi.repository import GLib, Gtk, WebKit2  # noqa: E402

folder = os.environ["CLEARCUT_ENGINE_FOLDER"]


def decide(download, name):
    # Written under another name until it is complete.
    path = os.path.join(folder, "downloads", name)
    download.set_destination(GLib.filename_to_uri(path + ".part", None))
    download.connect("finished", lambda _: os.rename(path + ".part", path))
    return True


manager = WebKit2.WebsiteDataManager(
    base_data_directory=os.path.join(folder, "data"), base_cache_directory=os.path.join(folder, "cache")
)
context = WebKit2.WebContext.new_with_website_data_manager(manager)
context.set_automation_allowed(True)
context.connect("download-started", lambda _, download: download.connect("decide-destination", decide))

window = Gtk.Window(default_width=1280, default_height=900)
view = WebKit2.WebView(web_context=context, is_controlled_by_automation=True)
settings = view.get_settings()
settings.set_enable_write_console_messages_to_stdout(True)
window.add(view)
window.connect("destroy", Gtk.main_quit)


def automate(_, session):
    information = WebKit2.ApplicationInfo()
    information.set_name("Clearcut")
    information.set_version(WebKit2.get_major_version(), WebKit2.get_minor_version(), WebKit2.get_micro_version())
    session.set_application_info(information)
    session.connect("create-web-view", lambda _: view)


context.connect("automation-started", automate)
window.show_all()
Gtk.main()
sys.exit(0)
