package dev.mlbox.serving.exchange;

/** What became of asking another box. */
public sealed interface Reply {

  /** The same of a version: whoever listens at its address may be another one by now. */
  default Reply ofVersion(String version) {
    return this instanceof Answered answered && !answered.answer().version().equals(version)
        ? new Broken("it is version " + answered.answer().version())
        : this;
  }

  /** It answered, whatever its status. */
  record Answered(Answer answer) implements Reply {}

  /** It did not answer in time. */
  record Late() implements Reply {}

  /**
   * It refused, broke off, or is not the box that was meant.
   *
   * @param why in its own or the operating system's words
   */
  record Broken(String why) implements Reply {}
}
