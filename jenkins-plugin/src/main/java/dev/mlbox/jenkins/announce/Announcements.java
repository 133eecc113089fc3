package dev.mlbox.jenkins.announce;

import dev.mlbox.jenkins.page.MlboxAction;
import dev.mlbox.jenkins.result.Report;
import hudson.model.Run;
import hudson.model.TaskListener;
import java.io.IOException;

/** Tells all other plugins; that one of them cannot be told changes no verdict. */
public final class Announcements {
  private final Iterable<Announcer> announcers;

  /** To these; those of a Jenkins are {@code ExtensionList.lookup(Announcer.class)}. */
  public Announcements(Iterable<Announcer> announcers) {
    this.announcers = announcers;
  }

  /** Tells them what a command found, once: an action that has ended was announced. */
  public void of(Run<?, ?> run, MlboxAction action, Report report, TaskListener listener)
      throws InterruptedException {
    if (action.isEnded()) {
      return;
    }
    for (Announcer announcer : announcers) {
      try {
        announcer.announce(run, action, report, listener);
      } catch (IOException | RuntimeException | LinkageError e) {
        listener.getLogger().println(Messages.Announcements_failed(announcer.what(), e));
      }
    }
  }
}
