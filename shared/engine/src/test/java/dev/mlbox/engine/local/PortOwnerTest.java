package dev.mlbox.engine.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class PortOwnerTest {

  @Test
  @EnabledOnOs(OS.LINUX)
  void theArgumentsOfSomebodysProgramAreNotPrinted() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      // This very process was started with arguments.
      assertThat(PortOwner.of(socket.getLocalPort()))
          .contains("java (pid %d)".formatted(ProcessHandle.current().pid()));
    }
  }
}
