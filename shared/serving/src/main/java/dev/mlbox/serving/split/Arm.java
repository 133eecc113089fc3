package dev.mlbox.serving.split;

/** Who was chosen to answer a request, whoever did in the end. */
public enum Arm {
  /** This box's own model, as the stable version. */
  STABLE,
  /** The version on trial. */
  CANARY,
  /** The stable version, asked by a box that is not it. */
  RELAY,
  /** This box's own model without a draw: it is the canary, or was asked by another box. */
  OWN
}
