namespace OpenEvent.Application.Common.Behaviours;

/// <summary>A request's name as people read it: <c>ListQuery&lt;Faq&gt;</c>.</summary>
internal static class RequestName
{
    public static string For(Type type) =>
        type.IsGenericType
            ? $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", type.GetGenericArguments().Select(For))}>"
            : type.Name;
}
