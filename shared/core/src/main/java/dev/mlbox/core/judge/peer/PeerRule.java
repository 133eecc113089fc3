package dev.mlbox.core.judge.peer;

import java.util.List;
import java.util.OptionalLong;

/** Another tool's way to decide, as its documentation describes it; not the tool itself. */
public interface PeerRule {

  /** Tool and settings. */
  String name();

  /** The minute at whose end it would have taken the canary back; empty if it would not. */
  OptionalLong reverts(List<Minute> minutes);

  /** All of them, with the settings of their documentation's examples. */
  static List<PeerRule> all() {
    return List.of(new ArgoRule(0.01, 3, 4), new FlaggerRule(0.99, 5), new KayentaRule(0.25));
  }
}
