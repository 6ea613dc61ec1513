namespace BackpropCrossCheck.Engine.Tests;

/// <summary>A text that is held against a committed file; BACKPROP_CHECK_RENEW_GOLDEN=1 writes the file instead, which CI refuses.</summary>
internal static class GoldenFile
{
    public static void Verify(string text, string name)
    {
        string path = Path.Combine(TestContext.CurrentContext.TestDirectory, "../../../Golden", name);
        if (Environment.GetEnvironmentVariable("BACKPROP_CHECK_RENEW_GOLDEN") == "1")
        {
            Assert.That(Environment.GetEnvironmentVariable("CI"), Is.Not.EqualTo("true"), "Golden files are not renewed in CI.");
            File.WriteAllText(path, text);
        }

        Assert.That(text, Is.EqualTo(File.ReadAllText(path)), $"{name} differs; if that is meant, run again with BACKPROP_CHECK_RENEW_GOLDEN=1.");
    }
}
