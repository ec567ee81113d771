using System.ComponentModel.DataAnnotations;

namespace OpenEvent.WebApi.Hosting;

/// <summary>Typed settings: one record for a section of the configuration, checked before anything starts.</summary>
internal static class SettingsRegistration
{
    /// <summary>
    /// Reads a section, checks it by the record's own attributes and <see cref="IValidatableObject"/>, and registers it as a singleton.
    /// A key that the record does not have is refused too: it is a slip of the pen that would otherwise go unnoticed.
    /// </summary>
    /// <exception cref="ConfigurationException">The first fault found, with its key.</exception>
    public static T AddSettings<T>(this WebApplicationBuilder builder, string section)
        where T : class, new()
    {
        var settings = ReadSection<T>(builder.Configuration.GetSection(section));
        builder.Services.AddSingleton(settings);
        return settings;
    }

    private static T ReadSection<T>(IConfigurationSection section)
        where T : class, new()
    {
        var validKeys = typeof(T).GetProperties().Where(property => property.CanWrite).Select(property => property.Name).Order().ToList();
        if (
            section.GetChildren().FirstOrDefault(child => !validKeys.Contains(child.Key, StringComparer.OrdinalIgnoreCase)) is
            { } unknownKey
        )
            throw new ConfigurationException($"{unknownKey.Path} is no setting; {section.Key} has {string.Join(", ", validKeys)}.");
        T settings;
        try
        {
            settings = section.Get<T>() ?? new T();
        }
        catch (InvalidOperationException e)
        {
            throw new ConfigurationException(e.Message, e); // it names the key: "… configuration value 'x' at 'Metrics:Enabled' to type …"
        }
        var errors = new List<ValidationResult>();
        return Validator.TryValidateObject(settings, new ValidationContext(settings), errors, validateAllProperties: true)
            ? settings
            : throw new ConfigurationException($"{section.Key}:{errors[0].MemberNames.FirstOrDefault()}: {errors[0].ErrorMessage}");
    }
}
