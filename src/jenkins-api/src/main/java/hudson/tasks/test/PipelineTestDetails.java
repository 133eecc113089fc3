package hudson.tasks.test;

import java.io.Serializable;

public class PipelineTestDetails implements Serializable {
  public void setNodeId(String arg0) {
    throw new UnsupportedOperationException("a signature only");
  }
}
