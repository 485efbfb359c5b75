package org.zhiban.drivers.modbus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;
import org.zhiban.drivers.Credentials;
import org.zhiban.drivers.DevicePorts;
import org.zhiban.drivers.DrivenLink;
import org.zhiban.drivers.Drivers;
import org.zhiban.drivers.Points;
import org.zhiban.drivers.RecordingSink;
import org.zhiban.drivers.RunningDriver;
import org.zhiban.drivers.modbus.ScriptedDevice.Frames;
import org.zhiban.drivers.modbus.ScriptedDevice.Script;
import org.zhiban.model.site.PointSource.Table;

/** One bad device delays nobody, and neither do twenty. */
@Isolated
final class TwoHundredLinksTest {
  private static final int SOUND = 180;
  private static final int POLLS = 8;
  private static final Duration PERIOD = Duration.ofSeconds(1);
  private static final Duration TIMEOUT = Duration.ofMillis(900);
  private static final Duration LATEST = Duration.ofMillis(100);

  /** What is wrong with a device; each fifth of the bad ones is bad in its own way. */
  private static final List<Script> BAD =
      List.of(
          ScriptedDevice.SILENTLY,
          request -> {
            LockSupport.parkNanos(TIMEOUT.toNanos() * 9 / 10);
            ScriptedDevice.RIGHTLY.answer(request);
          },
          request -> {
            LockSupport.parkNanos(TIMEOUT.toNanos() * 3 / 2);
            ScriptedDevice.RIGHTLY.answer(request);
          },
          request -> request.reply().reset());

  /** A sound device and the moments at which it was asked for its first register. */
  private record Sound(ScriptedDevice device, Queue<Long> asked) {
    Sound() throws IOException {
      this(new ScriptedDevice(Frames.MBAP), new ConcurrentLinkedQueue<>());
      device.script(
          request -> {
            if (request.address() == 0) {
              asked.add(System.nanoTime());
            }
            ScriptedDevice.RIGHTLY.answer(request);
          });
      device.start();
    }

    /**
     * How late each poll came on the grid of one second that most of them keep; a poll that was
     * left out is late by a whole period. Not counted: what fell into a pause of the machine.
     */
    LongStream lateness(Metronome yardstick) {
      List<Long> all = List.copyOf(asked);
      // the first two settle the grid: everything is asked at once, then from its phase on
      List<Long> settled = all.subList(2, all.size());
      long base =
          settled.stream()
              .min(Comparator.comparingLong(from -> on(settled, from).sum()))
              .orElseThrow();
      List<Long> late = new ArrayList<>();
      for (long poll : settled) {
        long by = Math.floorMod(poll - base, PERIOD.toNanos());
        if (!yardstick.paused(poll - by, poll)) {
          late.add(by);
        }
      }
      long slots = (settled.getLast() - settled.getFirst()) / PERIOD.toNanos() + 1;
      if (!yardstick.paused(settled.getFirst(), settled.getLast())) {
        for (long missed = settled.size(); missed < slots; missed++) {
          late.add(PERIOD.toNanos());
        }
      }
      return late.stream().mapToLong(Long::longValue);
    }

    private static LongStream on(List<Long> polls, long base) {
      return polls.stream().mapToLong(poll -> Math.floorMod(poll - base, PERIOD.toNanos()));
    }
  }

  /** A plain thread that wants to wake every few milliseconds: what delays it delays everybody. */
  private static final class Metronome implements AutoCloseable {
    private static final long TICK = 5_000_000;
    private static final long PAUSE = 20_000_000;

    private final Queue<long[]> pauses = new ConcurrentLinkedQueue<>();
    private volatile boolean over;
    private final Thread thread = Thread.ofPlatform().name("metronome").start(this::beat);

    private void beat() {
      long before = System.nanoTime();
      while (!over) {
        LockSupport.parkNanos(TICK);
        long now = System.nanoTime();
        if (now - before > PAUSE) {
          pauses.add(new long[] {before, now});
        }
        before = now;
      }
    }

    /** Whether the machine paused between two moments. */
    boolean paused(long from, long to) {
      return pauses.stream().anyMatch(pause -> pause[0] < to && pause[1] > from);
    }

    @Override
    public void close() {
      over = true;
      try {
        thread.join();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  private static RunningDriver drive(int port, RecordingSink sink) {
    return RunningDriver.start(
        Drivers.create(
            new DrivenLink(
                Modbus.connection(Modbus.tcp(port), TIMEOUT),
                List.of(
                    Points.analog(0, Modbus.uint16(Table.HOLDING, 0)).every(PERIOD).build(),
                    Points.analog(1, Modbus.uint16(Table.HOLDING, 400)).every(PERIOD).build())),
            sink,
            InstantSource.system(),
            Credentials.NONE,
            DevicePorts.NONE));
  }

  @Test
  @Timeout(60)
  void twentyBadDevicesDelayNoneOfTheHundredAndEightyOthers() throws IOException {
    RecordingSink sink = new RecordingSink();
    List<Sound> sound = new ArrayList<>();
    List<ScriptedDevice> bad = new ArrayList<>();
    List<RunningDriver> drivers = new ArrayList<>();
    try (Metronome yardstick = new Metronome()) {
      for (int number = 0; number < SOUND + 20; number++) {
        if (number % 10 != 0) {
          Sound one = new Sound();
          sound.add(one);
          drivers.add(drive(one.device.port(), sink));
        } else {
          ScriptedDevice one = new ScriptedDevice(Frames.MBAP);
          bad.add(one);
          int way = number / 10 % (BAD.size() + 1);
          if (way < BAD.size()) {
            one.script(BAD.get(way));
            one.start();
          } // else nobody listens there
          drivers.add(drive(one.port(), sink));
        }
      }
      sink.awaitThat("polls", () -> sound.stream().allMatch(one -> one.asked.size() >= 2 + POLLS));
      long[] lateness =
          sound.stream().flatMapToLong(one -> one.lateness(yardstick)).sorted().toArray();
      long p99 = lateness[lateness.length * 99 / 100];
      assertThat(sound).hasSize(SOUND);
      assertThat(lateness.length)
          .as("polls beside pauses of the machine")
          .isGreaterThan(SOUND * POLLS / 2);
      assertThat(Duration.ofNanos(p99))
          .as(
              "p99 of %d polls, median %s",
              lateness.length, Duration.ofNanos(lateness[lateness.length / 2]))
          .isLessThan(LATEST);
    } finally {
      drivers.forEach(driver -> driver.driver().close());
      drivers.forEach(RunningDriver::close);
      for (Sound one : sound) {
        one.device.close();
      }
      for (ScriptedDevice one : bad) {
        one.close();
      }
    }
  }
}
