package jenkins.model;

import hudson.model.Action;
import hudson.model.Run;

public interface RunAction2 extends Action {
  abstract void onAttached(Run<?, ?> arg0);

  abstract void onLoad(Run<?, ?> arg0);
}
