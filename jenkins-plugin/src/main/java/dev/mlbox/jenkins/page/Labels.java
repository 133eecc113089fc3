package dev.mlbox.jenkins.page;

import hudson.FilePath;
import hudson.model.Computer;
import hudson.model.Node;

/** What kind of agent a workspace is on. */
final class Labels {
  private Labels() {}

  /** The labels that its agent was given, by blanks; empty when the agent is gone already. */
  static String of(FilePath workspace) {
    Computer computer = workspace.toComputer();
    Node node = computer == null ? null : computer.getNode();
    return node == null ? "" : String.valueOf(node.getLabelString());
  }
}
