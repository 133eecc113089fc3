package dev.mlbox.engine.live;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Files of samples, wherever boxes have put them. */
public interface KeptSamples {

  /** In a few words, for messages. */
  String place();

  /**
   * All that there are, the oldest first.
   *
   * @throws dev.mlbox.core.problem.MlboxException BROKEN when they cannot be listed
   */
  List<Kept> list();

  /**
   * The bytes of one as they are now.
   *
   * @throws java.nio.file.NoSuchFileException when it has become too old or too much meanwhile
   */
  InputStream open(String name) throws IOException;

  /**
   * A file.
   *
   * @param bytes of it now; boxes may still write to it
   */
  record Kept(String name, long bytes) {}
}
