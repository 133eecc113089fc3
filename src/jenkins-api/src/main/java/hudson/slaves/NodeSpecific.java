package hudson.slaves;

import hudson.model.Node;
import hudson.model.TaskListener;
import java.io.IOException;

public interface NodeSpecific<T extends NodeSpecific<T>> {
  abstract T forNode(Node arg0, TaskListener arg1) throws IOException, InterruptedException;
}
