package org.zhiban.simulators.modbus;

import com.digitalpetri.modbus.ModbusPduSerializer.DefaultRequestSerializer;
import com.digitalpetri.modbus.ModbusPduSerializer.DefaultResponseSerializer;
import com.digitalpetri.modbus.exceptions.ModbusException;
import com.digitalpetri.modbus.pdu.MaskWriteRegisterRequest;
import com.digitalpetri.modbus.pdu.MaskWriteRegisterResponse;
import com.digitalpetri.modbus.pdu.ModbusPdu;
import com.digitalpetri.modbus.pdu.ReadCoilsRequest;
import com.digitalpetri.modbus.pdu.ReadCoilsResponse;
import com.digitalpetri.modbus.pdu.ReadDiscreteInputsRequest;
import com.digitalpetri.modbus.pdu.ReadDiscreteInputsResponse;
import com.digitalpetri.modbus.pdu.ReadHoldingRegistersRequest;
import com.digitalpetri.modbus.pdu.ReadHoldingRegistersResponse;
import com.digitalpetri.modbus.pdu.ReadInputRegistersRequest;
import com.digitalpetri.modbus.pdu.ReadInputRegistersResponse;
import com.digitalpetri.modbus.pdu.ReadWriteMultipleRegistersRequest;
import com.digitalpetri.modbus.pdu.ReadWriteMultipleRegistersResponse;
import com.digitalpetri.modbus.pdu.WriteMultipleCoilsRequest;
import com.digitalpetri.modbus.pdu.WriteMultipleCoilsResponse;
import com.digitalpetri.modbus.pdu.WriteMultipleRegistersRequest;
import com.digitalpetri.modbus.pdu.WriteMultipleRegistersResponse;
import com.digitalpetri.modbus.pdu.WriteSingleCoilRequest;
import com.digitalpetri.modbus.pdu.WriteSingleCoilResponse;
import com.digitalpetri.modbus.pdu.WriteSingleRegisterRequest;
import com.digitalpetri.modbus.pdu.WriteSingleRegisterResponse;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.zhiban.model.site.PointSource.Table;

/** Answers the requests to all units of one link, whatever carries the frames. */
final class UnitServer {
  private static final int MAX_BITS = 2000;

  private final Map<Integer, UnitImage> units;
  private final int maxRegisters;
  private final Duration slowness;

  /**
   * Made of the link's units.
   *
   * @param maxRegisters the device refuses longer reads
   * @param slowness how long a slow equipment thinks before it answers
   */
  UnitServer(Map<Integer, UnitImage> units, int maxRegisters, Duration slowness) {
    this.units = Map.copyOf(units);
    this.maxRegisters = maxRegisters;
    this.slowness = slowness;
  }

  /**
   * The answer to a request, both from the function code on; empty where the unit is absent or cut
   * off, which a client sees as a time-out. Blocks as long as a slow equipment does.
   */
  Optional<ByteBuffer> answer(int unit, ByteBuffer request) throws InterruptedException {
    UnitImage image = units.get(unit);
    if (image == null) {
      return Optional.empty();
    }
    int function = request.get(request.position()) & 0xFF;
    try {
      ModbusPdu pdu = DefaultRequestSerializer.INSTANCE.decode(function, request);
      if (!waits(image, pdu)) {
        return Optional.empty();
      }
      ByteBuffer answer = ByteBuffer.allocate(260);
      DefaultResponseSerializer.INSTANCE.encode(serve(image, pdu), answer);
      return Optional.of(answer.flip());
    } catch (RefusedException refused) {
      return Optional.of(exception(function, refused.code()));
    } catch (BufferUnderflowException tooShort) {
      return Optional.of(exception(function, RefusedException.ILLEGAL_VALUE));
    } catch (ModbusException unknownFunction) {
      return Optional.of(exception(function, RefusedException.ILLEGAL_FUNCTION));
    }
  }

  private static ByteBuffer exception(int function, int code) {
    return ByteBuffer.wrap(new byte[] {(byte) (function | 0x80), (byte) code});
  }

  /** Whether there will be an answer, after as long as the equipment takes. */
  private boolean waits(UnitImage image, ModbusPdu pdu)
      throws RefusedException, InterruptedException {
    Span span = span(pdu);
    switch (image.reach(span.table(), span.address(), span.quantity())) {
      case ANSWERS -> {}
      case SLOWLY -> Thread.sleep(slowness);
      case REFUSES -> throw new RefusedException(RefusedException.DEVICE_FAILURE);
      case SILENT -> {
        return false;
      }
    }
    return true;
  }

  /** What a request touches. */
  private record Span(Table table, int address, int quantity) {}

  private static Span span(ModbusPdu pdu) throws RefusedException {
    return switch (pdu) {
      case ReadCoilsRequest r -> new Span(Table.COIL, r.address(), r.quantity());
      case ReadDiscreteInputsRequest r -> new Span(Table.DISCRETE, r.address(), r.quantity());
      case ReadHoldingRegistersRequest r -> new Span(Table.HOLDING, r.address(), r.quantity());
      case ReadInputRegistersRequest r -> new Span(Table.INPUT, r.address(), r.quantity());
      case WriteSingleCoilRequest r -> new Span(Table.COIL, r.address(), 1);
      case WriteSingleRegisterRequest r -> new Span(Table.HOLDING, r.address(), 1);
      case WriteMultipleCoilsRequest r -> new Span(Table.COIL, r.address(), r.quantity());
      case WriteMultipleRegistersRequest r -> new Span(Table.HOLDING, r.address(), r.quantity());
      case MaskWriteRegisterRequest r -> new Span(Table.HOLDING, r.address(), 1);
      case ReadWriteMultipleRegistersRequest r ->
          new Span(Table.HOLDING, r.readAddress(), r.readQuantity());
      default -> throw new RefusedException(RefusedException.ILLEGAL_FUNCTION);
    };
  }

  private ModbusPdu serve(UnitImage image, ModbusPdu pdu) throws RefusedException {
    return switch (pdu) {
      case ReadCoilsRequest r ->
          new ReadCoilsResponse(bits(image, Table.COIL, r.address(), r.quantity()));
      case ReadDiscreteInputsRequest r ->
          new ReadDiscreteInputsResponse(bits(image, Table.DISCRETE, r.address(), r.quantity()));
      case ReadHoldingRegistersRequest r ->
          new ReadHoldingRegistersResponse(
              registers(image, Table.HOLDING, r.address(), r.quantity()));
      case ReadInputRegistersRequest r ->
          new ReadInputRegistersResponse(registers(image, Table.INPUT, r.address(), r.quantity()));
      case WriteSingleCoilRequest r -> {
        if (r.value() != 0 && r.value() != 0xFF00) {
          throw new RefusedException(RefusedException.ILLEGAL_VALUE);
        }
        image.writeCoils(r.address(), new boolean[] {r.value() != 0});
        yield new WriteSingleCoilResponse(r.address(), r.value());
      }
      case WriteSingleRegisterRequest r -> {
        image.writeRegisters(r.address(), word(r.value()));
        yield new WriteSingleRegisterResponse(r.address(), r.value());
      }
      case WriteMultipleCoilsRequest r -> {
        image.writeCoils(r.address(), bits(r));
        yield new WriteMultipleCoilsResponse(r.address(), r.quantity());
      }
      case WriteMultipleRegistersRequest r -> {
        sized(r.values().length == r.quantity() * 2);
        image.writeRegisters(r.address(), r.values());
        yield new WriteMultipleRegistersResponse(r.address(), r.quantity());
      }
      case MaskWriteRegisterRequest r -> {
        int word = RegisterCodec.word(image.readRegisters(Table.HOLDING, r.address(), 1));
        image.writeRegisters(r.address(), word((word & r.andMask()) | (r.orMask() & ~r.andMask())));
        yield new MaskWriteRegisterResponse(r.address(), r.andMask(), r.orMask());
      }
      case ReadWriteMultipleRegistersRequest r -> {
        sized(r.values().length == r.writeQuantity() * 2);
        image.writeRegisters(r.writeAddress(), r.values());
        yield new ReadWriteMultipleRegistersResponse(
            registers(image, Table.HOLDING, r.readAddress(), r.readQuantity()));
      }
      default -> throw new RefusedException(RefusedException.ILLEGAL_FUNCTION);
    };
  }

  private static byte[] bits(UnitImage image, Table table, int address, int quantity)
      throws RefusedException {
    sized(quantity >= 1 && quantity <= MAX_BITS);
    return image.readBits(table, address, quantity);
  }

  private byte[] registers(UnitImage image, Table table, int address, int quantity)
      throws RefusedException {
    sized(quantity >= 1 && quantity <= maxRegisters);
    return image.readRegisters(table, address, quantity);
  }

  private static boolean[] bits(WriteMultipleCoilsRequest request) throws RefusedException {
    sized(request.values().length == (request.quantity() + 7) / 8);
    boolean[] bits = new boolean[request.quantity()];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = ((request.values()[i / 8] >> (i % 8)) & 1) != 0;
    }
    return bits;
  }

  private static byte[] word(int value) {
    return new byte[] {(byte) (value >> 8), (byte) value};
  }

  private static void sized(boolean fits) throws RefusedException {
    if (!fits) {
      throw new RefusedException(RefusedException.ILLEGAL_VALUE);
    }
  }
}
