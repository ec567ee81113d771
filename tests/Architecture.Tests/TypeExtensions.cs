namespace OpenEvent.Architecture.Tests;

internal static class TypeExtensions
{
    public static Type GetGenericTypeDefinitionOrSelf(this Type type) => type.IsGenericType ? type.GetGenericTypeDefinition() : type;
}
