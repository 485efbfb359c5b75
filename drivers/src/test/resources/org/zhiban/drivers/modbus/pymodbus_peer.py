"""A Modbus device on pymodbus 3.0 to 3.6, for tests.

pymodbus_peer.py tcp|rtu_over_tcp|udp PORT [0 [PRESET]]
pymodbus_peer.py rtu DEVICE BAUD [PRESET]

PRESET gives holding registers their first values: 10=42,12=7. Prints one line of JSON that says which values it holds and how they are encoded, then "ready".
Takes lines "set TABLE ADDRESS VALUE" on standard input and ends with it.
"""
import asyncio
import json
import os
import struct
import sys
import threading

from pymodbus.datastore import (
    ModbusSequentialDataBlock,
    ModbusServerContext,
    ModbusSlaveContext,
)
from pymodbus.server.async_io import (
    ModbusSerialServer,
    ModbusTcpServer,
    ModbusUdpServer,
)
from pymodbus.transaction import ModbusRtuFramer, ModbusSocketFramer

TABLES = {"coil": 1, "discrete": 2, "holding": 3, "input": 4}
SIZE = 1000
UNITS = (1, 17)

# Where each byte of a big endian value stands on the wire.
ORDERS = {
    2: {"ABCD": "AB", "DCBA": "BA", "BADC": "BA", "CDAB": "AB"},
    4: {"ABCD": "ABCD", "DCBA": "DCBA", "BADC": "BADC", "CDAB": "CDAB"},
    8: {"ABCD": "ABCDEFGH", "DCBA": "HGFEDCBA", "BADC": "BADCFEHG", "CDAB": "GHEFCDAB"},
}
NUMBERS = {
    "INT16": (">h", -12345),
    "UINT16": (">H", 54321),
    "INT32": (">i", -123456789),
    "UINT32": (">I", 3123456789),
    "FLOAT32": (">f", 23.125),
    "INT64": (">q", -1234567890123),
    "UINT64": (">Q", 1234567890123),
    "FLOAT64": (">d", -273.15),
}


def registers(raw):
    return [raw[i] << 8 | raw[i + 1] for i in range(0, len(raw), 2)]


def layout():
    """Entries of the map, and the registers they make, from address 100 on."""
    entries, address, words = [], 100, {}
    for table in ("holding", "input"):
        for name, (code, value) in NUMBERS.items():
            raw = struct.pack(code, value)
            for order, pattern in ORDERS[len(raw)].items():
                wire = bytes(raw[ord(letter) - ord("A")] for letter in pattern)
                entries.append(
                    {
                        "table": table,
                        "address": address,
                        "type": name,
                        "order": order,
                        "length": len(raw) // 2,
                        "value": value,
                    }
                )
                for place, word in enumerate(registers(wire)):
                    words[table, address + place] = word
                address += len(raw) // 2
    for table in ("holding", "input"):
        entries.append(
            {"table": table, "address": address, "type": "STRING", "order": "ABCD",
             "length": 4, "text": "SDM630"})
        for place, word in enumerate(registers(b"SDM630\0\0")):
            words[table, address + place] = word
        address += 4
        entries.append(
            {"table": table, "address": address, "type": "BCD", "order": "ABCD",
             "length": 2, "value": 12345678})
        words[table, address] = 0x1234
        words[table, address + 1] = 0x5678
        address += 2
    for table in ("coil", "discrete"):
        for place, value in enumerate((1, 0, 0, 1, 1, 0, 1, 1, 0, 1)):
            entries.append(
                {"table": table, "address": 100 + place, "type": "BIT", "order": "ABCD",
                 "length": 1, "value": value})
            words[table, 100 + place] = value
    return entries, words


def contexts(words):
    slaves = {}
    for unit in UNITS:
        slave = ModbusSlaveContext(
            di=ModbusSequentialDataBlock(0, [0] * SIZE),
            co=ModbusSequentialDataBlock(0, [0] * SIZE),
            hr=ModbusSequentialDataBlock(0, [0] * SIZE),
            ir=ModbusSequentialDataBlock(0, [0] * SIZE),
            zero_mode=True,
        )
        for (table, address), word in words.items():
            slave.setValues(TABLES[table], address, [word])
        slaves[unit] = slave
    return ModbusServerContext(slaves=slaves, single=False)


def obey(context):
    for line in sys.stdin:
        command, *arguments = line.split()
        if command == "set":
            table, address, value = arguments
            for unit in UNITS:
                context[unit].setValues(TABLES[table], int(address), [int(value)])
    os._exit(0)


async def serve(kind, address, baud="0", preset=""):
    entries, words = layout()
    for register, value in (pair.split("=") for pair in preset.split(",") if pair):
        words["holding", int(register)] = int(value)
    context = contexts(words)
    if kind == "rtu":
        server = ModbusSerialServer(
            context, framer=ModbusRtuFramer, port=address, baudrate=int(baud),
            ignore_missing_slaves=True)
        await server.start()
    else:
        where = ("127.0.0.1", int(address))
        if kind == "udp":
            server = ModbusUdpServer(
                context, framer=ModbusSocketFramer, address=where, ignore_missing_slaves=True)
        else:
            server = ModbusTcpServer(
                context,
                framer=ModbusSocketFramer if kind == "tcp" else ModbusRtuFramer,
                address=where,
                allow_reuse_address=True,
                ignore_missing_slaves=True,
            )
    serving = asyncio.ensure_future(server.serve_forever())
    if kind != "rtu":
        await asyncio.wait([server.serving, serving], return_when=asyncio.FIRST_COMPLETED)
    print(json.dumps(entries), flush=True)
    print("ready", flush=True)
    threading.Thread(target=obey, args=(context,), daemon=True).start()
    await serving


asyncio.run(serve(*sys.argv[1:]))
