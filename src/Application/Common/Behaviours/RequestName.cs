namespace OpenEvent.Application.Common.Behaviours;

/// <summary>The name of a request type for logs, e.g. <c>ListQuery&lt;Faq&gt;</c>.</summary>
internal static class RequestName
{
    public static string For(Type type)
    {
        if (!type.IsGenericType)
            return type.Name;
        var name = type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)];
        return $"{name}<{string.Join(", ", type.GetGenericArguments().Select(For))}>";
    }
}
