namespace BackpropCrossCheck.Import.Tests;

/// <summary>The files beside these tests.</summary>
internal static class ModelPath
{
    /// <summary>The path of a file in the folder Models.</summary>
    public static string Of(params string[] parts) => Path.Combine([TestContext.CurrentContext.TestDirectory, "Models", .. parts]);

    /// <summary>The path of a script.</summary>
    public static string Script(string name) => Path.Combine(TestContext.CurrentContext.TestDirectory, "Scripts", name);
}
