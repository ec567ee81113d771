using System.ComponentModel.DataAnnotations;

namespace OpenEvent.WebApi.Hosting;

/// <summary>Typed settings: one record for a section of the configuration, checked before anything starts.</summary>
internal static class SettingsRegistration
{
    /// <summary>
    /// Reads a section, checks it by the record's own attributes and <see cref="IValidatableObject"/>, and registers it as a singleton.
    /// A key that the record does not have is refused too: it is a slip of the pen that would otherwise go unnoticed.
    /// </summary>
    /// <exception cref="Misconfigured">The first fault found, with its key.</exception>
    public static T AddSettings<T>(this WebApplicationBuilder builder, string section)
        where T : class, new()
    {
        var settings = Read<T>(builder.Configuration.GetSection(section));
        builder.Services.AddSingleton(settings);
        return settings;
    }

    private static T Read<T>(IConfigurationSection section)
        where T : class, new()
    {
        var known = typeof(T).GetProperties().Where(property => property.CanWrite).Select(property => property.Name).Order().ToList();
        if (section.GetChildren().FirstOrDefault(child => !known.Contains(child.Key, StringComparer.OrdinalIgnoreCase)) is { } stranger)
            throw new Misconfigured($"{stranger.Path} is no setting; {section.Key} has {string.Join(", ", known)}.");
        T settings;
        try
        {
            settings = section.Get<T>() ?? new T();
        }
        catch (InvalidOperationException e)
        {
            throw new Misconfigured(e.Message, e); // it names the key: "… configuration value 'x' at 'Metrics:Enabled' to type …"
        }
        var faults = new List<ValidationResult>();
        return Validator.TryValidateObject(settings, new ValidationContext(settings), faults, validateAllProperties: true)
            ? settings
            : throw new Misconfigured($"{section.Key}:{faults[0].MemberNames.FirstOrDefault()}: {faults[0].ErrorMessage}");
    }
}
