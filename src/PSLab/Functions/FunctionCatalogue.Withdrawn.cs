namespace OpenEvent.PSLab.Functions;

/// <summary>Functions of 2018 that no board supports any more, with the reason.</summary>
public sealed partial class FunctionCatalogue
{
    private static IEnumerable<Function> WithdrawnFunctions()
    {
        const string flash = "Firmware from 3 on has no flash memory for users.",
            radio = "Firmware from 3 on has no radio.",
            stream = "Firmware from 3 on cannot stream; use capture1.";
        (string Name, string Reason)[] withdrawn =
        [
            ("read_flash", flash),
            ("read_bulk_flash", flash),
            ("write_flash", flash),
            ("write_bulk_flash", flash),
            ("getRadioLinks", radio),
            ("newRadioLink", radio),
            ("start_streaming", stream),
            ("stop_streaming", stream),
            ("capture_multiple", "Firmware from 3 on records up to four channels at once; use capture4."),
            ("sqr1_pattern", "Firmware from 3 on has no pulse patterns; use sqrPWM."),
            ("set_sqrs", "Firmware from 3 on has no such command; use sqrPWM."),
            ("read_program_address", "Firmware from 3 on does not read the program memory."),
            ("enableUartPassthrough", "It would disconnect the board from the lab until it is reset."),
            ("opticalArray", "Firmware from 3 on has no command for optical arrays."),
            ("readLog", "Firmware from 3 on keeps no log."),
            ("raiseException", "It was only used inside the old library."),
        ];
        foreach (var (name, reason) in withdrawn)
            yield return new Function(
                name,
                "Withdrawn",
                reason,
                ResultShape.Nothing,
                [new("arguments", ParameterKind.Number, "Ignored.") { IsVariadic = true, IsRequired = false }]
            )
            {
                Example = $"{name}()",
                WithdrawalReason = reason,
            };
    }
}
