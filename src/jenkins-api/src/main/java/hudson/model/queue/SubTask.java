package hudson.model.queue;

import hudson.model.Label;
import hudson.model.Queue;
import hudson.model.ResourceActivity;
import java.io.IOException;

public interface SubTask extends ResourceActivity {
  abstract Queue.Executable createExecutable() throws IOException;

  default Label getAssignedLabel() {
    return null;
  }
}
