package dev.mlbox.engine.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RowSetTest {
  @Test
  void holdsWhatAHashSetHolds() {
    SplittableRandom random = new SplittableRandom(1);
    RowSet ours = new RowSet(50_000);
    Set<Long> theirs = new HashSet<>();
    for (int i = 0; i < 50_000; i++) {
      long hash = random.nextLong(40_000) << 20;

      assertThat(ours.contains(hash)).isEqualTo(theirs.contains(hash));
      assertThat(ours.add(hash)).isEqualTo(theirs.add(hash));
    }
    assertThat(theirs).contains(0L);
  }

  @Test
  void takesAsManyAsItWasMadeForEvenWhenTheyCollide() {
    RowSet set = new RowSet(1_000);
    for (long hash = 1; hash <= 1_000; hash++) {
      assertThat(set.add(hash)).isTrue();
    }
    assertThat(set.contains(1_000)).isTrue();
    assertThat(set.contains(1_001)).isFalse();
  }
}
