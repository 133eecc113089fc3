package hudson;

import java.io.IOException;
import java.util.List;

/** Of a machine that has some programs only. */
public final class SlimLauncher extends Launcher {
  private final List<String> programs;

  /**
   * @param programs that the machine has
   */
  public SlimLauncher(String... programs) {
    this.programs = List.of(programs);
  }

  @Override
  int run(String... words) throws IOException, InterruptedException {
    if (!programs.contains(words[0])) {
      throw new IOException("Cannot run program \"%s\": error=2".formatted(words[0]));
    }
    return super.run(words);
  }
}
