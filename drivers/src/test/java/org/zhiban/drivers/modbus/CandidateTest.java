package org.zhiban.drivers.modbus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.zhiban.model.site.PointSource.ByteOrder;
import org.zhiban.model.site.PointSource.DataType;

class CandidateTest {
  private static final int DRAWS = 20_000;
  private static final double[] SCALES = {1, 0.1, 0.01, 0.001};
  private static final List<ByteOrder> ORDERS = List.of(ByteOrder.values());
  private static final DataType[] TYPES = {
    DataType.INT16,
    DataType.UINT16,
    DataType.INT32,
    DataType.UINT32,
    DataType.FLOAT32,
    DataType.INT64,
    DataType.FLOAT64
  };

  private static Expected near(double value) {
    return new Expected(OptionalDouble.of(value), Optional.empty());
  }

  /** A value as a device holds it, its neighbours, and what the nameplate says. */
  private record Drawn(
      DataType type, ByteOrder order, double scale, List<Integer> registers, double near) {

    static Drawn by(Random random) {
      DataType type = TYPES[random.nextInt(TYPES.length)];
      boolean floating = type == DataType.FLOAT32 || type == DataType.FLOAT64;
      boolean one = type.registers() == 1;
      ByteOrder order = one ? ByteOrder.ABCD : ORDERS.get(random.nextInt(ORDERS.size()));
      double scale = floating ? 1 : SCALES[random.nextInt(SCALES.length)];
      double value = scale * Math.pow(10, 2 + random.nextDouble() * (one ? 2.4 : 4));
      List<Integer> registers = new ArrayList<>();
      // A meter's map: three phases of the same quantity, one after the other.
      for (int phase = 0; phase < 4; phase++) {
        double held = phase == 0 ? value : value * (0.97 + 0.06 * random.nextDouble());
        registers.addAll(words(type, order, held / scale));
      }
      double near = value * (0.905 + 0.19 * random.nextDouble());
      return new Drawn(type, order, scale, registers.subList(0, 4), near);
    }

    private static List<Integer> words(DataType type, ByteOrder order, double raw) {
      long bits =
          switch (type) {
            case FLOAT32 -> Float.floatToIntBits((float) raw);
            case FLOAT64 -> Double.doubleToLongBits(raw);
            default -> Math.round(raw);
          };
      Integer[] words = new Integer[type.registers()];
      for (int place = 0; place < words.length; place++) {
        int word = (int) ((bits >> (16 * (words.length - 1 - place))) & 0xffff);
        boolean swapped = order == ByteOrder.DCBA || order == ByteOrder.BADC;
        boolean backwards = order == ByteOrder.DCBA || order == ByteOrder.CDAB;
        words[backwards ? words.length - 1 - place : place] =
            swapped ? (word >> 8) | ((word & 0xff) << 8) : word;
      }
      return Arrays.asList(words);
    }

    boolean isIn(Candidate candidate) {
      return Math.abs(candidate.scale() / scale - 1) < 1e-9
          && candidate.decodings().stream().anyMatch(d -> d.type() == type && d.order() == order);
    }
  }

  /**
   * Where the registers can be read in two ways that both fit, no order of them is always right.
   */
  @Test
  void theTrueDecodingIsAlwaysThereAndNearlyAlwaysFirst() {
    Random random = new Random(20_261_122);
    int first = 0;
    for (int draw = 0; draw < DRAWS; draw++) {
      Drawn drawn = Drawn.by(random);
      List<Candidate> candidates = Candidate.of(drawn.registers, near(drawn.near));
      assertThat(candidates).as(drawn.toString()).anyMatch(c -> drawn.isIn(c) && c.meets());
      first += drawn.isIn(candidates.getFirst()) ? 1 : 0;
    }
    assertThat(first / (double) DRAWS).isGreaterThan(0.99);
  }

  @Test
  void aVoltageInWordsBackToFrontIsFoundByItsNameplate() {
    // 230.7 as FLOAT32 in the order CDAB, and the next phase
    Candidate best = Candidate.of(List.of(0xb333, 0x4366, 0x1eb8, 0x4367), near(230)).getFirst();
    assertThat(best.decodings().getFirst().type()).isEqualTo(DataType.FLOAT32);
    assertThat(best.decodings().getFirst().order()).isEqualTo(ByteOrder.CDAB);
    assertThat(best.value()).isCloseTo(230.7, org.assertj.core.data.Offset.offset(0.001));
  }

  @Test
  void tenthsOfAVoltAreFoundWithTheirScale() {
    Candidate best = Candidate.of(List.of(2307, 2311, 2298, 0), near(230)).getFirst();
    assertThat(best.decodings())
        .extracting(Decoding::type)
        .contains(DataType.INT16, DataType.UINT16);
    assertThat(best.scale()).isEqualTo(0.1);
    assertThat(best.value()).isEqualTo(230.7);
    assertThat(best.meets()).isTrue();
  }

  @Test
  void aUnitAloneFindsTheScaleOfAFrequency() {
    Expected hertz = new Expected(OptionalDouble.empty(), Optional.of("Hz"));
    Candidate best = Candidate.of(List.of(4998, 0, 0, 0), hertz).getFirst();
    assertThat(best.value()).isEqualTo(49.98);
  }

  @Test
  void aTypePlateInLettersComesFirstWhereNothingIsExpected() {
    Candidate best =
        Candidate.of(List.of(0x5344, 0x4d36, 0x3330, 0x0000), Expected.nothing()).getFirst();
    assertThat(best.decodings().getFirst().text()).isEqualTo("SDM630");
  }

  @Test
  void whatIsNoNumberIsNoCandidateForAnything() {
    assertThat(Candidate.of(List.of(0x7fc0, 0, 0, 0), near(230)))
        .filteredOn(c -> Double.isNaN(c.value()))
        .allMatch(c -> !c.meets())
        .isNotEmpty();
  }
}
