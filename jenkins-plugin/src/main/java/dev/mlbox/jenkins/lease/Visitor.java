package dev.mlbox.jenkins.lease;

import hudson.model.Computer;

/** What is done on an agent that is had for a moment. */
@FunctionalInterface
public interface Visitor {

  /** Does it; the agent is given back when it returns. */
  void visit(Computer agent);
}
