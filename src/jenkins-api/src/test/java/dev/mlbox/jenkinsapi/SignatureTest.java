package dev.mlbox.jenkinsapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every member of every stub is as signatures.txt has it, which was recorded from the real class
 * files of Jenkins 2.479.3 and of the plugins in the versions of the plugin's POM.
 */
class SignatureTest {
  private static Map<String, List<String>> recorded() throws IOException {
    Map<String, List<String>> types = new LinkedHashMap<>();
    try (InputStream in =
        Objects.requireNonNull(SignatureTest.class.getResourceAsStream("signatures.txt"))) {
      List<String> members = new ArrayList<>();
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
        if (line.startsWith(" ")) {
          members.add(line.strip());
        } else {
          members = new ArrayList<>();
          types.put(line, members);
        }
      }
    }
    return types;
  }

  @Test
  void everyMemberOfAStubIsRecorded() throws IOException, ClassNotFoundException {
    List<String> unknown = new ArrayList<>();
    for (Map.Entry<String, List<String>> entry : recorded().entrySet()) {
      Class<?> stub = Class.forName(entry.getKey(), false, SignatureTest.class.getClassLoader());
      for (String member : members(stub)) {
        if (!entry.getValue().contains(member)) {
          unknown.add(entry.getKey() + ": " + member);
        }
      }
    }
    assertThat(unknown).isEmpty();
  }

  @Test
  void everyStubIsRecorded() throws IOException, URISyntaxException {
    Path stubs =
        Path.of(hudson.FilePath.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    List<String> names;
    try (Stream<Path> files = Files.walk(stubs)) {
      names =
          files
              .map(file -> stubs.relativize(file).toString())
              .filter(file -> file.endsWith(".class") && !file.endsWith("-info.class"))
              .map(file -> file.replace(".class", "").replace(File.separatorChar, '.'))
              .filter(name -> !name.startsWith("dev.mlbox.") && !name.matches(".*\\$\\d+"))
              .sorted()
              .toList();
    }
    assertThat(names).hasSizeGreaterThan(100);
    assertThat(recorded().keySet()).containsAll(names);
  }

  @Test
  void aMemberOfAnotherTypeWouldBeNoticed() throws IOException {
    assertThat(recorded().get("hudson.FilePath"))
        .contains("FilePath child(String)")
        .doesNotContain("String child(String)");
  }

  private static List<String> members(Class<?> stub) {
    List<String> members = new ArrayList<>();
    for (Field field : stub.getDeclaredFields()) {
      if (!Modifier.isPrivate(field.getModifiers()) && !field.isSynthetic()) {
        members.add(
            modifiers(field.getModifiers())
                + Written.name(field.getGenericType())
                + " "
                + field.getName());
      }
    }
    for (Constructor<?> constructor : stub.getDeclaredConstructors()) {
      // A type that nobody makes has the compiler's constructor, or one of our own.
      if (constructor.getParameterCount() > 0 && !stub.isEnum()) {
        members.add(
            modifiers(constructor.getModifiers()) + stub.getSimpleName() + parameters(constructor));
      }
    }
    for (Method method : stub.getDeclaredMethods()) {
      // What only its own package sees is a hook of our tests.
      boolean seen =
          Modifier.isPublic(method.getModifiers()) || Modifier.isProtected(method.getModifiers());
      if (seen && !method.isSynthetic() && !stub.isEnum()) {
        members.add(
            modifiers(method.getModifiers())
                + Written.variables(method.getTypeParameters())
                + Written.name(method.getGenericReturnType())
                + " "
                + method.getName()
                + parameters(method));
      }
    }
    return members;
  }

  private static String modifiers(int modifiers) {
    int kept = modifiers & (Modifier.STATIC | Modifier.FINAL | Modifier.PROTECTED);
    String text = Modifier.toString(kept);
    return text.isEmpty() ? "" : text + " ";
  }

  private static String parameters(Executable executable) {
    List<String> names = new ArrayList<>();
    for (Type type : executable.getGenericParameterTypes()) {
      names.add(Written.name(type));
    }
    if (executable.isVarArgs()) {
      String last = names.remove(names.size() - 1);
      names.add(last.replaceAll("\\[]$", "..."));
    }
    String thrown =
        Arrays.stream(executable.getGenericExceptionTypes())
            .map(Written::name)
            .collect(Collectors.joining(","));
    return "(" + String.join(",", names) + ")" + (thrown.isEmpty() ? "" : " throws " + thrown);
  }
}
