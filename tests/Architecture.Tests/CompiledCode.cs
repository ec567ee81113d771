using Mono.Cecil;

namespace OpenEvent.Architecture.Tests;

/// <summary>The compiled assemblies, and the types and members that each type uses in its signatures and method bodies.</summary>
internal static class CompiledCode
{
    public static readonly string[] Projects = ["Domain", "Application", "Infrastructure", "WebApi", "PSLab", "StripeStub"];

    private static readonly Dictionary<string, AssemblyDefinition> AssemblyCache = [];

    public static AssemblyDefinition Assembly(string project)
    {
        lock (AssemblyCache)
        {
            if (!AssemblyCache.TryGetValue(project, out var assembly))
                AssemblyCache[project] = assembly = AssemblyDefinition.ReadAssembly(
                    Path.Combine(AppContext.BaseDirectory, $"OpenEvent.{project}.dll")
                );
            return assembly;
        }
    }

    /// <summary>The top-level types of a project. Lambdas, state machines and nested types count as code of their outermost type.</summary>
    public static IEnumerable<TypeDefinition> Types(string project) => Types(Assembly(project));

    /// <summary>Types of this project that break the rules on purpose, to test the tests.</summary>
    public static IEnumerable<TypeDefinition> WrongTypes =>
        Types(AssemblyDefinition.ReadAssembly(typeof(CompiledCode).Assembly.Location))
            .Where(t => t.Namespace.Contains(".Wrong", StringComparison.Ordinal));

    /// <summary>Every type that the code of <paramref name="type"/> uses.</summary>
    public static IEnumerable<TypeReference> TypesUsedBy(TypeDefinition type) =>
        MembersUsedBy(type).Select(m => m as TypeReference ?? m.DeclaringType).OfType<TypeReference>().Distinct();

    /// <summary>Every member and type that the code of <paramref name="type"/> uses.</summary>
    public static IEnumerable<MemberReference> MembersUsedBy(TypeDefinition type)
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

        return found.OfType<MemberReference>().SelectMany(Flatten).Concat(type.NestedTypes.SelectMany(MembersUsedBy));
    }

    private static IEnumerable<TypeDefinition> Types(AssemblyDefinition assembly) =>
        assembly.MainModule.Types.Where(t => t.Namespace.StartsWith("OpenEvent", StringComparison.Ordinal));

    /// <summary>A constructed generic type or member also uses its type arguments.</summary>
    private static IEnumerable<MemberReference> Flatten(MemberReference member) =>
        member switch
        {
            GenericInstanceType generic => [generic.ElementType, .. generic.GenericArguments.SelectMany(Flatten)],
            GenericParameter => [],
            FunctionPointerType pointer =>
            [
                .. Flatten(pointer.ReturnType),
                .. pointer.Parameters.SelectMany(p => Flatten(p.ParameterType)),
            ],
            TypeSpecification wrapped => Flatten(wrapped.ElementType),
            TypeReference type => [type],
            GenericInstanceMethod generic => [.. generic.GenericArguments.SelectMany(Flatten), .. Flatten(generic.ElementMethod)],
            _ => [member, .. member.DeclaringType is { } declaring ? Flatten(declaring) : []],
        };
}
