using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace BackpropCrossCheck.Tests;

/// <summary>The references of an assembly, from the file's metadata. Reflection leaves out those that the compiler did not need.</summary>
internal static class AssemblyReferences
{
    /// <summary>The names of all assemblies that it references.</summary>
    /// <param name="assembly">The assembly.</param>
    public static IReadOnlyList<string> Of(Assembly assembly)
    {
        using FileStream file = File.OpenRead(assembly.Location);
        using var image = new PEReader(file);
        MetadataReader reader = image.GetMetadataReader();
        return [.. reader.AssemblyReferences.Select(handle => reader.GetString(reader.GetAssemblyReference(handle).Name))];
    }

    /// <summary>The references that do not belong to the framework.</summary>
    /// <param name="assembly">The assembly.</param>
    public static IEnumerable<string> BeyondTheFramework(Assembly assembly) => Of(assembly).Where(name => !IsFramework(name));

    private static bool IsFramework(string name)
        => File.Exists(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, name + ".dll"));
}
