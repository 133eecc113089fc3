package dev.mlbox.runtime.natives;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class UnpackedLibrariesTest {
  @Test
  void areTheDriversOwnInTheTemporaryFolder() {
    Stream<String> map =
        Stream.of(
            "7f1e2a000000-7f1e2b000000 r-xp 00000000 08:01 3071 /tmp/libdriver12.so",
            "7f1e2b000000-7f1e2c000000 rw-p 01000000 08:01 3071 /tmp/libdriver12.so",
            "7f1e2c000000-7f1e2d000000 r-xp 00000000 08:01 3072 /tmp/driver-java7/lib one.so",
            "7f1e2d000000-7f1e2e000000 r-xp 00000000 08:01 3073 /usr/lib/libdriver.so",
            "7f1e2e000000-7f1e2f000000 r-xp 00000000 08:01 3074 /tmp/other.so",
            "7f1e2f000000-7f1e30000000 r-xp 00000000 08:01 3075 /tmp/libdriver9.so (deleted)",
            "7ffd1c000000-7ffd1d000000 rw-p 00000000 00:00 0 [stack]");

    assertThat(UnpackedLibraries.among(map, Path.of("/tmp"), "libdriver"))
        .containsExactly(Path.of("/tmp/libdriver12.so"));
  }

  @Test
  void mayLieInAFolderOfTheDriver() {
    Stream<String> map =
        Stream.of(
            "7f1e2c000000-7f1e2d000000 r-xp 00000000 08:01 3072 /tmp/driver-java7/lib one.so");

    assertThat(UnpackedLibraries.among(map, Path.of("/tmp"), "driver-java"))
        .containsExactly(Path.of("/tmp/driver-java7/lib one.so"));
  }
}
