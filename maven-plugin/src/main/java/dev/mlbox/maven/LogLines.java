package dev.mlbox.maven;

import dev.mlbox.engine.narration.Lines;
import org.apache.maven.plugin.logging.Log;

/** Lines in Maven's log; those for a CI go past it, as it puts its level before them. */
record LogLines(Log log) implements Lines {

  @Override
  public void keep(String line) {
    log.info(line);
  }

  @Override
  public void verbatim(String line) {
    System.out.println(line);
  }
}
