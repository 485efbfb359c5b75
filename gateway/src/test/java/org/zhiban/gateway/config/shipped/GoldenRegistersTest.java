package org.zhiban.gateway.config.shipped;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.zhiban.drivers.Credentials;
import org.zhiban.drivers.DevicePorts;
import org.zhiban.drivers.DrivenLink;
import org.zhiban.drivers.Driver;
import org.zhiban.drivers.Drivers;
import org.zhiban.drivers.SampleSink;
import org.zhiban.gateway.config.Loading;
import org.zhiban.model.site.Site;
import org.zhiban.model.telemetry.LinkStatus;
import org.zhiban.model.telemetry.PointEvent;
import org.zhiban.model.telemetry.PointIndex;
import org.zhiban.model.telemetry.SampleBatch;

/** Register words as devices send them, written by hand and not by our own twins. */
class GoldenRegistersTest {
  /** Collects the last value of each point until all wanted ones came. */
  private static final class Values implements SampleSink {
    private final Map<Integer, Double> values = new ConcurrentHashMap<>();
    private final CountDownLatch missing;

    Values(int wanted) {
      missing = new CountDownLatch(wanted);
    }

    @Override
    public void samples(SampleBatch batch, Runnable committed) {
      for (int row = 0; row < batch.size(); row++) {
        if (values.put(batch.point(row), batch.value(row)) == null) {
          missing.countDown();
        }
      }
      committed.run();
    }

    @Override
    public void events(List<PointEvent> events, Runnable committed) {
      committed.run();
    }

    @Override
    public void alive(int[] points, long time) {}

    @Override
    public void status(LinkStatus status) {}
  }

  /** IEEE 754 single, high word first: 230.2 V is 43 66 33 33. */
  @Test
  void anSdm630SpeaksInFloatsWithTheHighWordFirst() throws Exception {
    Map<String, Double> read =
        read(
            "eastron-sdm630",
            Map.ofEntries(
                Map.entry(0x0000, 0x4366_3333), // 230.2
                Map.entry(0x0002, 0x4365_8000), // 229.5
                Map.entry(0x0004, 0x4367_4CCD), // 231.3
                Map.entry(0x0006, 0x4148_0000), // 12.5
                Map.entry(0x0034, 0x45FA_0000), // 8000
                Map.entry(0x003E, 0x3F73_3333), // 0.95
                Map.entry(0x0046, 0x4247_F5C3), // 49.99
                Map.entry(0x0048, 0x4640_E6CD), // 12345.7
                Map.entry(0x00C8, 0x43C7_6666), // 398.8
                Map.entry(0x00E0, 0x3F00_0000))); // 0.5
    assertThat(read.get("voltage_a")).isCloseTo(230.2, within(1e-4));
    assertThat(read.get("voltage_b")).isCloseTo(229.5, within(1e-4));
    assertThat(read.get("voltage_c")).isCloseTo(231.3, within(1e-4));
    assertThat(read.get("current_a")).isEqualTo(12.5);
    assertThat(read.get("power")).isEqualTo(8000);
    assertThat(read.get("power_factor")).isCloseTo(0.95, within(1e-6));
    assertThat(read.get("frequency")).isCloseTo(49.99, within(1e-4));
    assertThat(read.get("energy")).isCloseTo(12_345.7, within(1e-2));
    assertThat(read.get("voltage_ab")).isCloseTo(398.8, within(1e-3));
    assertThat(read.get("current_n")).isEqualTo(0.5);
  }

  /** 990-9840A: the charge in 1/512 of a per cent, the voltage in 1/64 V. */
  @Test
  void aSmartUpsSpeaksInBinaryFractions() throws Exception {
    Map<String, Double> read =
        read(
            "apc-smart-ups-nmc",
            Map.of(
                0, 0x0000_0004, // on battery: bit 2 of the status' low word
                128, 1800,
                130, 0xC400_0000, // 98 %, and the register behind it
                142, 0x3980_0000)); // 230 V
    assertThat(read.get("on_battery")).isEqualTo(1);
    assertThat(read.get("bypass")).isEqualTo(0);
    assertThat(read.get("runtime")).isEqualTo(1800);
    assertThat(read.get("charge")).isEqualTo(98);
    assertThat(read.get("output_voltage")).isEqualTo(230);
  }

  private static Map<String, Double> read(String template, Map<Integer, Integer> pairs)
      throws Exception {
    try (WordServer server = new WordServer(pairs)) {
      String text =
          ShippedSite.text(List.of(template))
              .replace("host: 10.0.0.1", "host: 127.0.0.1, port: " + server.port());
      Site site = ((Loading.Loaded) ShippedSite.load(text)).site();
      PointIndex index = site.pointIndex();
      Values values = new Values(index.size());
      var connection = site.connections().values().iterator().next();
      try (Driver driver =
          Drivers.create(
              DrivenLink.of(site, index, connection),
              values,
              InstantSource.system(),
              Credentials.NONE,
              DevicePorts.NONE)) {
        Thread.ofVirtual().start(() -> run(driver));
        assertThat(values.missing.await(30, TimeUnit.SECONDS)).isTrue();
      }
      Map<String, Double> named = new java.util.HashMap<>();
      values.values.forEach((number, value) -> named.put(index.ref(number).point(), value));
      return named;
    }
  }

  private static void run(Driver driver) {
    try {
      driver.run();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
