package dev.mlbox.jenkins.agent;

import hudson.model.Run;
import jenkins.scm.api.SCMHead;
import jenkins.scm.api.SCMHeadOrigin;

/** Whether a build is of somebody else's code: such a build gets no secret and changes nothing. */
final class Forks {
  private Forks() {}

  static boolean isFork(Run<?, ?> run) {
    SCMHead head = SCMHead.HeadByItem.findHead(run.getParent());
    return head != null && head.getOrigin() instanceof SCMHeadOrigin.Fork;
  }
}
