package dev.mlbox.jenkinsapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A stub is of the kind of the real type, with its type parameters, and extends and implements
 * nothing that the real one does not, as types.txt has it, which was recorded as signatures.txt
 * was. What a stub leaves out nobody can use.
 */
class TypeTest {
  private static final Pattern LINE =
      Pattern.compile("([\\w.$]+): (?:(abstract|final) )?(class|interface) (.*)");

  static Stream<String> recorded() throws IOException {
    try (InputStream in = Objects.requireNonNull(TypeTest.class.getResourceAsStream("types.txt"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines();
    }
  }

  @ParameterizedTest
  @MethodSource("recorded")
  void aStubDeclaresNoMoreThanTheRealType(String line) throws ClassNotFoundException, IOException {
    Matcher found = LINE.matcher(line);
    assertThat(found.matches()).as(line).isTrue();
    Class<?> stub = Class.forName(found.group(1), false, TypeTest.class.getClassLoader());
    String real = found.group(4);

    assertThat(stub.isInterface()).isEqualTo(found.group(3).equals("interface"));
    if (!stub.isInterface() && !stub.isEnum()) {
      assertThat(Modifier.isAbstract(stub.getModifiers()))
          .isEqualTo("abstract".equals(found.group(2)));
      assertThat(Modifier.isFinal(stub.getModifiers())).isEqualTo("final".equals(found.group(2)));
    }
    String head = stub.getSimpleName() + Written.variables(stub.getTypeParameters()).strip();
    assertThat(real).startsWith(head);
    assertThat(closed(supertypes(real.substring(head.length())))).containsAll(supertypes(stub));
  }

  /** With what those extend that are recorded themselves. */
  private static Set<String> closed(Set<String> names) throws IOException {
    Set<String> all = new TreeSet<>(names);
    for (String line : recorded().toList()) {
      Matcher found = LINE.matcher(line);
      if (found.matches() && names.contains(found.group(4).replaceFirst(" .*", ""))) {
        all.addAll(supertypes(found.group(4).replaceFirst("^\\S+", "")));
      }
    }
    return all;
  }

  private static Set<String> supertypes(Class<?> stub) {
    Set<String> names =
        Arrays.stream(stub.getGenericInterfaces())
            .map(Written::name)
            .collect(Collectors.toCollection(TreeSet::new));
    Type above = stub.getGenericSuperclass();
    if (above != null && above != Object.class) {
      names.add(Written.name(above));
    }
    return names;
  }

  /** Of {@code extends A<B,C> implements D,E}. */
  private static Set<String> supertypes(String rest) {
    Set<String> names = new TreeSet<>();
    int depth = 0;
    StringBuilder name = new StringBuilder();
    for (char next : (rest.replaceAll("\\b(extends|implements) ", "") + ",").toCharArray()) {
      depth += next == '<' ? 1 : next == '>' ? -1 : 0;
      if (depth == 0 && (next == ',' || next == ' ')) {
        names.add(name.toString().strip());
        name.setLength(0);
      } else {
        name.append(next);
      }
    }
    return names;
  }
}
