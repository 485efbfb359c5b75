package org.zhiban.simulators.modbus;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.zhiban.model.site.PointSource.Table;
import org.zhiban.simulators.plant.EquipmentTwin;
import org.zhiban.simulators.plant.Plant;
import org.zhiban.simulators.plant.Snapshot;
import org.zhiban.simulators.plant.Snapshot.Reach;

/**
 * The four tables of one unit id. What lies between two points reads as 0 where the site says that
 * a merged read may span it; anything else does not exist.
 */
final class UnitImage {
  private final Plant plant;
  private final Map<Table, List<MappedPoint>> points = new EnumMap<>(Table.class);
  private final Map<Table, BitSet> existing = new EnumMap<>(Table.class);

  UnitImage(Plant plant, List<MappedPoint> all, int maxHole) {
    this.plant = plant;
    for (Table table : Table.values()) {
      List<MappedPoint> own =
          all.stream()
              .filter(mapped -> mapped.source().table() == table)
              .sorted(Comparator.comparingInt(mapped -> mapped.source().address()))
              .toList();
      points.put(table, own);
      existing.put(table, addresses(own, table.bits() ? maxHole * 16 : maxHole));
    }
  }

  private static BitSet addresses(List<MappedPoint> points, int maxHole) {
    BitSet addresses = new BitSet();
    int end = -1;
    for (MappedPoint mapped : points) {
      boolean spanned = end >= 0 && mapped.source().address() - end <= maxHole;
      addresses.set(spanned ? end : mapped.source().address(), mapped.end());
      end = Math.max(end, mapped.end());
    }
    return addresses;
  }

  /** One request's view: every equipment as it was at one moment. */
  private static final class View {
    private final Map<EquipmentTwin, Snapshot> snapshots = new HashMap<>();

    Snapshot of(MappedPoint mapped) {
      return snapshots.computeIfAbsent(mapped.twin(), EquipmentTwin::snapshot);
    }
  }

  /** How the unit answers about these addresses: as the worst of what lies there does. */
  Reach reach(Table table, int address, int quantity) {
    return overlapping(table, address, quantity).stream()
        .map(mapped -> mapped.twin().snapshot().reach())
        .max(Comparator.naturalOrder())
        .orElse(Reach.ANSWERS);
  }

  private List<MappedPoint> overlapping(Table table, int address, int quantity) {
    return of(points, table).stream()
        .filter(m -> m.source().address() < address + quantity && m.end() > address)
        .toList();
  }

  private void mustExist(Table table, int address, int quantity) throws RefusedException {
    if (of(existing, table).nextClearBit(address) < address + quantity) {
      throw new RefusedException(RefusedException.ILLEGAL_ADDRESS);
    }
  }

  /** Coils or discrete inputs, eight a byte, the first the least significant. */
  byte[] readBits(Table table, int address, int quantity) throws RefusedException {
    mustExist(table, address, quantity);
    View view = new View();
    byte[] bits = new byte[(quantity + 7) / 8];
    for (MappedPoint mapped : overlapping(table, address, quantity)) {
      if (mapped.raw(view.of(mapped)) != 0) {
        int at = mapped.source().address() - address;
        bits[at / 8] |= (byte) (1 << (at % 8));
      }
    }
    return bits;
  }

  /** Registers, high byte first. */
  byte[] readRegisters(Table table, int address, int quantity) throws RefusedException {
    mustExist(table, address, quantity);
    View view = new View();
    byte[] registers = new byte[quantity * 2];
    for (MappedPoint mapped : overlapping(table, address, quantity)) {
      int start = (mapped.source().address() - address) * 2;
      if (mapped.bitOfRegister()) {
        int bit = mapped.source().bit().orElse(0);
        if (mapped.raw(view.of(mapped)) != 0) {
          registers[start + (bit < 8 ? 1 : 0)] |= (byte) (1 << (bit % 8));
        }
      } else {
        byte[] bytes = mapped.bytes(view.of(mapped));
        for (int i = Math.max(0, -start); i < bytes.length && start + i < registers.length; i++) {
          registers[start + i] = bytes[i];
        }
      }
    }
    return registers;
  }

  /** Writes coils; each must be a command. */
  void writeCoils(int address, boolean[] values) throws RefusedException {
    List<MappedPoint> targets = commands(Table.COIL, address, values.length);
    for (MappedPoint mapped : targets) {
      set(mapped, values[mapped.source().address() - address] ? 1 : 0);
    }
  }

  /** Writes registers; each must belong to commands, whole. */
  void writeRegisters(int address, byte[] bytes) throws RefusedException {
    List<MappedPoint> targets = commands(Table.HOLDING, address, bytes.length / 2);
    List<Double> raws = new ArrayList<>();
    for (MappedPoint mapped : targets) {
      int start = (mapped.source().address() - address) * 2;
      int end = (mapped.end() - address) * 2;
      if (start < 0 || end > bytes.length) {
        throw new RefusedException(RefusedException.ILLEGAL_VALUE);
      }
      byte[] own = java.util.Arrays.copyOfRange(bytes, start, end);
      raws.add(
          mapped.bitOfRegister()
              ? (double) ((RegisterCodec.word(own) >> mapped.source().bit().orElse(0)) & 1)
              : RegisterCodec.decode(mapped.source(), own));
    }
    for (int i = 0; i < targets.size(); i++) {
      set(targets.get(i), raws.get(i));
    }
  }

  private List<MappedPoint> commands(Table table, int address, int quantity)
      throws RefusedException {
    List<MappedPoint> targets =
        overlapping(table, address, quantity).stream().filter(m -> m.point().command()).toList();
    BitSet covered = new BitSet();
    targets.forEach(m -> covered.set(m.source().address(), m.end()));
    if (covered.nextClearBit(address) < address + quantity) {
      throw new RefusedException(RefusedException.ILLEGAL_ADDRESS);
    }
    return targets;
  }

  private void set(MappedPoint mapped, double raw) throws RefusedException {
    double reading = RegisterCodec.reading(mapped.point(), mapped.source(), raw);
    if (Double.isNaN(reading)) {
      throw new RefusedException(RefusedException.ILLEGAL_VALUE);
    }
    plant.write(mapped.twin(), mapped.position(), reading);
  }

  private static <V> V of(Map<Table, V> map, Table table) {
    V value = map.get(table);
    if (value == null) {
      throw new IllegalStateException("no table " + table);
    }
    return value;
  }
}
