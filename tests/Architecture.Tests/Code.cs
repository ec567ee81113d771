using Mono.Cecil;

namespace OpenEvent.Architecture.Tests;

/// <summary>The compiled assemblies and what each type in them names, in signatures and in method bodies.</summary>
internal static class Code
{
    public static readonly string[] Projects = ["Domain", "Application", "Infrastructure", "WebApi", "PSLab"];

    private static readonly Dictionary<string, AssemblyDefinition> Read = [];

    public static AssemblyDefinition Assembly(string project)
    {
        lock (Read)
        {
            if (!Read.TryGetValue(project, out var assembly))
                Read[project] = assembly = AssemblyDefinition.ReadAssembly(
                    Path.Combine(AppContext.BaseDirectory, $"OpenEvent.{project}.dll")
                );
            return assembly;
        }
    }

    /// <summary>The types that somebody wrote: lambdas, state machines and nested types count as their outermost type's code.</summary>
    public static IEnumerable<TypeDefinition> Types(string project) => Types(Assembly(project));

    /// <summary>The deliberately wrong types beside these tests.</summary>
    public static IEnumerable<TypeDefinition> Wrong =>
        Types(AssemblyDefinition.ReadAssembly(typeof(Code).Assembly.Location))
            .Where(t => t.Namespace.Contains(".Wrong", StringComparison.Ordinal));

    /// <summary>Every type that the code of <paramref name="type"/> names.</summary>
    public static IEnumerable<TypeReference> Uses(TypeDefinition type) =>
        Members(type).Select(m => m as TypeReference ?? m.DeclaringType).OfType<TypeReference>().Distinct();

    /// <summary>Every member and type that the code of <paramref name="type"/> names.</summary>
    public static IEnumerable<MemberReference> Members(TypeDefinition type)
    {
        List<MemberReference?> found =
        [
            type.BaseType,
            .. type.Interfaces.Select(i => i.InterfaceType),
            .. type.Fields.Select(f => f.FieldType),
        ];
        found.AddRange(type.CustomAttributes.Select(a => a.AttributeType));
        foreach (var method in type.Methods)
        {
            found.AddRange([
                method.ReturnType,
                .. method.Parameters.Select(p => p.ParameterType),
                .. method.GenericParameters.SelectMany(g => g.Constraints).Select(c => c.ConstraintType),
            ]);
            if (!method.HasBody)
                continue;
            found.AddRange(method.Body.Variables.Select(v => v.VariableType));
            found.AddRange(method.Body.Instructions.Select(i => i.Operand as MemberReference));
        }

        return found.OfType<MemberReference>().SelectMany(Parts).Concat(type.NestedTypes.SelectMany(Members));
    }

    private static IEnumerable<TypeDefinition> Types(AssemblyDefinition assembly) =>
        assembly.MainModule.Types.Where(t => t.Namespace.StartsWith("OpenEvent", StringComparison.Ordinal));

    /// <summary>A constructed type or member names its parts too.</summary>
    private static IEnumerable<MemberReference> Parts(MemberReference member) =>
        member switch
        {
            GenericInstanceType generic => [generic.ElementType, .. generic.GenericArguments.SelectMany(Parts)],
            GenericParameter => [],
            FunctionPointerType pointer => [.. Parts(pointer.ReturnType), .. pointer.Parameters.SelectMany(p => Parts(p.ParameterType))],
            TypeSpecification wrapped => Parts(wrapped.ElementType),
            TypeReference type => [type],
            GenericInstanceMethod generic => [.. generic.GenericArguments.SelectMany(Parts), .. Parts(generic.ElementMethod)],
            _ => [member, .. member.DeclaringType is { } declaring ? Parts(declaring) : []],
        };
}
