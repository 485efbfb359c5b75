package org.zhiban.drivers;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;

/** What a network makes of the bytes that a peer sends to a driver. */
@FunctionalInterface
public interface Passage {
  /** They arrive. */
  Passage STRAIGHT = (bytes, to) -> to.getOutputStream().write(bytes);

  /** They arrive one by one. */
  Passage DRIBBLE =
      (bytes, to) -> {
        for (byte one : bytes) {
          to.getOutputStream().write(one);
        }
      };

  /** Half of them arrive, then a reset. */
  Passage CUT =
      (bytes, to) -> {
        to.getOutputStream().write(bytes, 0, bytes.length / 2);
        reset(to);
      };

  /** Passes on what came at once. */
  void pass(byte[] bytes, Socket to) throws IOException;

  /** They arrive late. */
  static Passage late(Duration by) {
    return (bytes, to) -> {
      LockSupport.parkNanos(by.toNanos());
      to.getOutputStream().write(bytes);
    };
  }

  /** Whatever a broken network, a broken device or a malicious one makes of them. */
  static Passage dice(RandomGenerator dice) {
    return (bytes, to) -> {
      switch (dice.nextInt(12)) {
        case 0 -> {} // lost
        case 1 -> reset(to);
        case 2 -> to.close();
        case 3 -> CUT.pass(bytes, to);
        case 4 -> STRAIGHT.pass(Arrays.copyOf(bytes, dice.nextInt(bytes.length + 1)), to);
        case 5 -> {
          STRAIGHT.pass(bytes, to);
          STRAIGHT.pass(bytes, to);
        }
        case 6 -> STRAIGHT.pass(garbage(dice), to);
        case 7 -> {
          STRAIGHT.pass(bytes, to);
          STRAIGHT.pass(garbage(dice), to);
        }
        case 8, 9 -> {
          byte[] damaged = bytes.clone();
          for (int flips = 1 + dice.nextInt(3); flips > 0; flips--) {
            damaged[dice.nextInt(damaged.length)] ^= (byte) (1 << dice.nextInt(8));
          }
          STRAIGHT.pass(damaged, to);
        }
        default -> STRAIGHT.pass(bytes, to);
      }
    };
  }

  private static byte[] garbage(RandomGenerator dice) {
    byte[] bytes = new byte[1 + dice.nextInt(2_000)];
    dice.nextBytes(bytes);
    return bytes;
  }

  private static void reset(Socket to) throws IOException {
    to.setSoLinger(true, 0);
    to.close();
  }
}
