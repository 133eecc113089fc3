package hudson.model;

import hudson.model.queue.ScheduleResult;
import hudson.model.queue.SubTask;
import org.springframework.security.core.Authentication;

public class Queue {
  public static Queue getInstance() {
    throw new UnsupportedOperationException("a signature only");
  }

  public ScheduleResult schedule2(Task arg0, int arg1, Action... arg2) {
    throw new UnsupportedOperationException("a signature only");
  }

  public boolean cancel(Task arg0) {
    throw new UnsupportedOperationException("a signature only");
  }

  public interface Task extends ModelObject, SubTask {
    abstract String getName();

    abstract String getFullDisplayName();

    abstract String getUrl();

    default void checkAbortPermission() {}

    default boolean hasAbortPermission() {
      return true;
    }

    default Authentication getDefaultAuthentication2() {
      throw new UnsupportedOperationException("a signature only");
    }
  }

  public interface TransientTask extends Task {}

  public interface Executable extends Runnable {
    abstract SubTask getParent();
  }
}
