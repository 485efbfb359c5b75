package org.zhiban.drivers.modbus;

import com.ghgande.j2mod.modbus.ModbusIOException;
import com.ghgande.j2mod.modbus.io.AbstractModbusTransport;
import com.ghgande.j2mod.modbus.msg.ExceptionResponse;
import com.ghgande.j2mod.modbus.msg.ModbusRequest;
import com.ghgande.j2mod.modbus.msg.ModbusResponse;
import com.ghgande.j2mod.modbus.msg.ReadCoilsRequest;
import com.ghgande.j2mod.modbus.msg.ReadCoilsResponse;
import com.ghgande.j2mod.modbus.msg.ReadInputDiscretesRequest;
import com.ghgande.j2mod.modbus.msg.ReadInputDiscretesResponse;
import com.ghgande.j2mod.modbus.msg.ReadInputRegistersRequest;
import com.ghgande.j2mod.modbus.msg.ReadInputRegistersResponse;
import com.ghgande.j2mod.modbus.msg.ReadMEIRequest;
import com.ghgande.j2mod.modbus.msg.ReadMultipleRegistersRequest;
import com.ghgande.j2mod.modbus.msg.ReadMultipleRegistersResponse;
import com.ghgande.j2mod.modbus.msg.WriteCoilResponse;
import com.ghgande.j2mod.modbus.msg.WriteMultipleCoilsResponse;
import com.ghgande.j2mod.modbus.msg.WriteMultipleRegistersResponse;
import com.ghgande.j2mod.modbus.msg.WriteSingleRegisterResponse;
import com.ghgande.j2mod.modbus.procimg.InputRegister;
import com.ghgande.j2mod.modbus.util.BitVector;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A line that speaks through one of j2mod's transports, behind an {@link AnswerGuard}. j2mod's own
 * transactions are not used: they retry, reconnect and match answers in ways that give wrong
 * values.
 */
abstract sealed class J2modLine implements Line permits SocketLine, DatagramLine, SerialLine {
  private static final int TRANSACTIONS = 0x1_0000;
  private static final int MBAP_FUNCTION = 7;
  private static final int RTU_FUNCTION = 1;
  private static final int RTU_CHECK = 2;

  private final Framing framing;
  private final Duration timeout;
  private final LongSupplier ticks;
  private int transaction;
  private FrameBytes frames = FrameBytes.NONE;
  private volatile @Nullable Channel channel;
  private volatile boolean closed;

  J2modLine(Framing framing, Duration timeout, LongSupplier ticks) {
    this.framing = framing;
    this.timeout = timeout;
    this.ticks = ticks;
  }

  /** An open way to the device. */
  record Channel(AbstractModbusTransport transport, AnswerGuard guard, Closeable wire) {}

  /** Connects. Ends early, with any exception, when {@link #cancel()} is called meanwhile. */
  abstract Channel dial(Duration within) throws IOException;

  /** Ends a {@link #dial} under way, now or as soon as it begins. */
  abstract void cancel();

  /** Whether the channel is as good as new after a request that had no answer. */
  abstract boolean survives(Answer failure);

  /**
   * What the bytes of an exchange take beside the device's own time.
   *
   * @param dataBytes beyond those of a read without values
   */
  abstract Duration wireTime(int dataBytes);

  @Override
  public Optional<Answer.Lost> open() {
    try {
      channel = dial(timeout);
      if (closed) {
        hangUp();
      }
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(new Answer.Lost(WireWords.connecting(e, timeout)));
    }
  }

  @Override
  public boolean isOpen() {
    return channel != null;
  }

  @Override
  public FrameBytes frames() {
    return frames;
  }

  @Override
  public boolean answersCarryIds() {
    return framing.carriesIds();
  }

  @Override
  public Answer ask(PlannedRead read) {
    int id = nextTransaction();
    return exchange(request(read), Awaited.ofRead(id, read, deadline(read.dataBytes())));
  }

  @Override
  public List<Optional<Exchanged>> askTogether(List<PlannedRead> reads) {
    Channel open = channel;
    if (open == null) {
      Exchanged lost = new Exchanged(new Answer.Lost("not connected"), FrameBytes.NONE);
      return Volley.failed(reads.size(), lost);
    }
    Volley volley = new Volley(open.guard);
    try {
      for (PlannedRead read : reads) {
        ModbusRequest request = request(read);
        Awaited awaited = Awaited.ofRead(nextTransaction(), read, 0);
        request.setUnitID(awaited.unit());
        request.setTransactionID(awaited.transaction());
        open.transport.writeRequest(request);
        volley.sent(awaited);
      }
      while (volley.waits()) {
        volley.expect(deadline(0));
        volley.answered(answer(open.transport.readResponse()));
      }
    } catch (ModbusIOException | IOException | RuntimeException e) {
      volley.failed(open.guard.failure().orElseGet(() -> new Answer.Lost(WireWords.talking(e))));
      hangUp();
    }
    return volley.answers(reads.size());
  }

  @Override
  public Answer write(PlannedWrite write) {
    int id = nextTransaction();
    return exchange(
        WriteRequests.of(write), Awaited.ofWrite(id, write, deadline(write.moreBytes())));
  }

  private int nextTransaction() {
    transaction = (transaction + 1) % TRANSACTIONS;
    return transaction;
  }

  private long deadline(int dataBytes) {
    return ticks.getAsLong() + timeout.plus(wireTime(dataBytes)).toNanos();
  }

  private Answer exchange(ModbusRequest request, Awaited awaited) {
    Channel open = channel;
    if (open == null) {
      frames = FrameBytes.NONE;
      return new Answer.Lost("not connected");
    }
    try {
      request.setUnitID(awaited.unit());
      request.setTransactionID(awaited.transaction());
      open.guard.expect(awaited);
      open.transport.writeRequest(request);
      return answer(open.transport.readResponse());
    } catch (ModbusIOException | IOException | RuntimeException e) {
      Answer failure = open.guard.failure().orElseGet(() -> new Answer.Lost(WireWords.talking(e)));
      if (!survives(failure)) {
        hangUp();
      }
      return failure;
    } finally {
      frames = open.guard.frames();
    }
  }

  /**
   * Asks a unit who it is. Empty where it gives no answer, or says that it does not know how; the
   * line may be closed then.
   *
   * @param level {@link DeviceObjects#BASIC} or {@link DeviceObjects#REGULAR}
   * @param first the first object asked for
   */
  Optional<DeviceObjects> identify(int unit, int level, int first) {
    Channel open = channel;
    if (open == null) {
      return Optional.empty();
    }
    transaction = (transaction + 1) % TRANSACTIONS;
    try {
      ModbusRequest request = new ReadMEIRequest(level, first);
      request.setUnitID(unit);
      request.setTransactionID(transaction);
      long deadline = ticks.getAsLong() + timeout.toNanos();
      open.guard.expect(Awaited.ofIdentification(transaction, unit, deadline));
      open.transport.writeRequest(request);
      // read here, not by j2mod: it trusts the lengths in it
      byte[] frame = new byte[Framing.MAX_FRAME];
      int length = open.guard.read(frame, 0, frame.length);
      int function = framing.carriesIds() ? MBAP_FUNCTION : RTU_FUNCTION;
      int end = framing.carriesIds() ? length : length - RTU_CHECK;
      return Framing.at(frame, function) == DeviceObjects.FUNCTION
          ? Optional.of(DeviceObjects.of(frame, function + 1, end))
          : Optional.empty();
    } catch (ModbusIOException | IOException | RuntimeException _) {
      hangUp();
      return Optional.empty();
    }
  }

  private static ModbusRequest request(PlannedRead read) {
    return switch (read.table()) {
      case COIL -> new ReadCoilsRequest(read.address(), read.count());
      case DISCRETE -> new ReadInputDiscretesRequest(read.address(), read.count());
      case INPUT -> new ReadInputRegistersRequest(read.address(), read.count());
      case HOLDING -> new ReadMultipleRegistersRequest(read.address(), read.count());
    };
  }

  private static Answer answer(ModbusResponse response) {
    return switch (response) {
      case ReadMultipleRegistersResponse holding -> registers(holding.getRegisters());
      case ReadInputRegistersResponse input -> registers(input.getRegisters());
      case ReadCoilsResponse coils -> bits(coils.getCoils());
      case ReadInputDiscretesResponse inputs -> bits(inputs.getDiscretes());
      case WriteCoilResponse _,
          WriteSingleRegisterResponse _,
          WriteMultipleCoilsResponse _,
          WriteMultipleRegistersResponse _ ->
          new Answer.Values(new int[0]);
      case ExceptionResponse refusal -> new Answer.Refused(refusal.getExceptionCode());
      default -> throw new IllegalStateException("function " + response.getFunctionCode());
    };
  }

  private static Answer registers(InputRegister[] registers) {
    int[] values = new int[registers.length];
    for (int index = 0; index < values.length; index++) {
      values[index] = registers[index].toUnsignedShort();
    }
    return new Answer.Values(values);
  }

  private static Answer bits(BitVector bits) {
    int[] values = new int[bits.size()];
    for (int index = 0; index < values.length; index++) {
      values[index] = bits.getBit(index) ? 1 : 0;
    }
    return new Answer.Values(values);
  }

  private void hangUp() {
    Channel open = channel;
    channel = null;
    if (open != null) {
      closeQuietly(open.wire);
    }
  }

  static void closeQuietly(Closeable wire) {
    try {
      wire.close();
    } catch (IOException _) {
      // nothing is lost with a connection that is given up
    }
  }

  @Override
  public void close() {
    closed = true;
    cancel();
    Channel open = channel;
    if (open != null) {
      closeQuietly(open.wire);
    }
  }
}
