package io.github.softdeleteaudit.architecture;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;

import io.github.softdeleteaudit.softdelete.SoftDeletable;

/**
 * The resources that this module publishes, as opposed to those of the same name that
 * others have on the class path.
 */
public final class PublishedResources {

	private PublishedResources() {
	}

	/**
	 * Open a resource.
	 * @param name its path from the root of the class path
	 * @return its content
	 * @throws IOException if there is no such resource
	 */
	public static InputStream open(String name) throws IOException {
		String path = SoftDeletable.class.getName().replace('.', '/') + ".class";
		URL location = SoftDeletable.class.getClassLoader().getResource(path);
		String root = location.toString().substring(0, location.toString().length() - path.length());
		return URI.create(root + name).toURL().openStream();
	}

}
