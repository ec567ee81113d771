using System.ComponentModel.DataAnnotations;

namespace OpenEvent.WebApi.Hosting;

/// <summary>Section <c>Lab</c>: the bench that the remote lab drives.</summary>
public sealed record LabSettings : IValidatableObject
{
    public const string Virtual = "virtual";

    /// <summary>The serial port of a PSLab board, e.g. <c>/dev/ttyACM0</c>; <see cref="Virtual"/>: one in software.</summary>
    public string Device { get; init; } = Virtual;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Device != Virtual && !Path.IsPathRooted(Device))
            yield return new ValidationResult($"the path of a serial port such as /dev/ttyACM0, or {Virtual}.", [nameof(Device)]);
        else if (Device != Virtual && !File.Exists(Device))
            yield return new ValidationResult($"there is no {Device}; plug the board in, or leave the key out for one in software.", [nameof(Device)]);
    }
}
